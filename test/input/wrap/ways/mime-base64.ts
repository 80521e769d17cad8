import type { Way } from '../define.ts';

export default {
  name: 'mime-base64',
  wrap: (text) =>
    [
      'From: a@example.org',
      'Subject: dump',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="XX"',
      '',
      '--XX',
      'Content-Type: text/plain',
      '',
      'Hi, see below.',
      '--XX',
      'Content-Type: text/plain; name="lspci.txt"',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="lspci.txt"',
      '',
      ...(Buffer.from(text)
        .toString('base64')
        .match(/.{1,76}/g) ?? []),
      '--XX--',
      '',
    ].join('\n'),
  encodes: true,
} satisfies Way;
