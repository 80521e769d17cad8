import { lists } from '../reference/lists.ts';
import { tableMarkdown } from './markdown.ts';

/** The text of src/lint/rules/README.md. */
export const rulesMarkdown = (): string => `# The rules of \`lsvf lint\`

\`npm run generate\` writes this table from the files of this folder. \`lsvf explain ID\` has the whole story of a rule.

${tableMarkdown(['id', 'about', 'severity', 'profile', 'title'], lists.rules())}`;
