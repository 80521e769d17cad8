import type { Way } from '../define.ts';

export default {
  name: 'fences',
  wrap: (text) =>
    `## My card\n\nIt does not come up after \`echo 7 > sriov_numvfs\`:\n\n\`\`\`console\n$ sudo lspci -xxx\n${text.replace(/\n?$/, '\n')}\`\`\`\n\n- OS: Debian 12\n`,
} satisfies Way;
