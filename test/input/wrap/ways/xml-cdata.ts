import type { Way } from '../define.ts';

export default {
  name: 'xml-cdata',
  wrap: (text) => `<?xml version="1.0"?>\n<report><lspci><![CDATA[${text}]]></lspci></report>\n`,
} satisfies Way;
