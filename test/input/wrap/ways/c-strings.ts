import { eachLine, type Way } from '../define.ts';

export default {
  name: 'c-strings',
  wrap: (text) =>
    `static const char dump[] =\n${eachLine(text, (line) => `    ${JSON.stringify(`${line}\n`)}`)}    ;\n`,
} satisfies Way;
