/** What is wrong with a configuration file, with the JSON pointer of the place. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
