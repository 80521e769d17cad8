export async function why(..._args: readonly unknown[]): Promise<void> {}
