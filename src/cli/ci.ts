/** Whether a CI runner reads what is printed, and takes lines of it for commands. */
export function isReadByRunner(): boolean {
  const { GITHUB_ACTIONS: github = '', TF_BUILD: azure = '' } = process.env;
  return [github, azure].some((value) => value !== '' && value.toLowerCase() !== 'false');
}
