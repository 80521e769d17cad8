import type { Way } from '../define.ts';

export default {
  name: 'hidden-first-line',
  wrap: (text) => `cat > dump <<EOF; text="""${text}"""\n`,
} satisfies Way;
