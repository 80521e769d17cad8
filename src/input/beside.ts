import type { Surroundings } from '../model/function.ts';
import type { Stated } from '../model/stated.ts';
import { Facts } from './facts.ts';
import { stateIdentity } from './formats/lspci/text/identity.ts';
import { statedOf } from './formats/sysfs/stated.ts';

/**
 * What is beside the bytes, with its words as facts: attributes and links first, then what the input's own words
 * state, then lspci's line where they state nothing. They are read when the first is asked for.
 */
export function withFacts(surroundings: Surroundings): Surroundings {
  const { text, attributes, links, stated } = surroundings;
  if (!attributes && !links && (stated || !text)) return surroundings;
  return { ...surroundings, stated: () => read(surroundings) };
}

function read({ text, attributes, links, stated }: Surroundings): Stated {
  const facts = new Facts('lspci');
  facts.merge(statedOf(attributes, links));
  if (stated) facts.merge(stated());
  else if (text) stateIdentity(text, undefined, facts);
  return facts.build();
}
