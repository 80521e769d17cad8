import type { Way } from '../define.ts';

export default {
  name: 'typescript',
  wrap: (text) =>
    `Script started on 2026-01-05 10:00:00+00:00 [TERM="xterm"]\n\u001b[?2004h\u001b]0;root@host: ~\u0007root@host:~# lspci -xxx\r\n\u001b[?2004l\r${text.replaceAll('\n', '\r\n')}\u001b[?2004h\u001b]0;root@host: ~\u0007root@host:~# exit\r\n`,
} satisfies Way;
