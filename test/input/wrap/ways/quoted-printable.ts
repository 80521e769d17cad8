import type { Way } from '../define.ts';

const head = [
  'From: a@example.org',
  'To: linux-pci@example.org',
  'Subject: dump',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: quoted-printable',
];

export default {
  name: 'quoted-printable',
  wrap: (text) =>
    `${head.join('\n')}\n\n${Buffer.from(text, 'utf8')
      .toString('latin1')
      .replace(
        /[=\x80-\xff]|[ \t](?=\n)/g,
        (one) => `=${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
      )
      .replace(/^.{72}(?=.{4})/gm, (part) => {
        const cut = part.search(/=.?$/);
        return cut < 0 ? `${part}=\n` : `${part.slice(0, cut)}=\n${part.slice(cut)}`;
      })}`,
  encodes: true,
} satisfies Way;
