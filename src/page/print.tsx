export function usePrinting(): void {}
