import type { Way } from '../define.ts';

export default {
  name: 'mail',
  wrap: (text) =>
    [
      'From: a@example.org',
      'To: linux-pci@example.org',
      'Subject: dump',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=us-ascii',
      'Content-Transfer-Encoding: 7bit',
      '',
      text,
    ].join('\n'),
  isSyntax: true,
} satisfies Way;
