export function marked(source: string, isCalled: (start: number, end: number) => boolean): string;
