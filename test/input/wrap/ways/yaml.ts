import { eachLine, type Way } from '../define.ts';

export default {
  name: 'yaml',
  wrap: (text) =>
    `apiVersion: v1\nkind: ConfigMap\ndata:\n  lspci: |\n${eachLine(text, (line) => `    ${line}`)}metadata:\n  name: dump\n`,
} satisfies Way;
