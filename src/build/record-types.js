// Writes out the types of the records from their shapes, with what their schemas say about each key: computed from a shape,
// a type has no comments, and takes the shape with it.
import { evaluated } from './evaluated.js';

/** The shape of each record, by the file that has it. */
const records = {
  'output/records/diagnostic': { DiagnosticRecord: 'diagnosticShape' },
  'output/records/emulate': { EmulateRecord: 'emulateShape' },
  'output/records/shared': {
    SharedFieldRecord: 'fieldShape',
    SharedCapabilityRecord: 'capabilityShape',
    SharedRecord: 'sharedShape',
  },
  'output/records/tree': { SriovRecord: 'sriovShape', TreeRecord: 'treeShape' },
};

/** What a record is, as its file says it. */
const docs = {
  DiagnosticRecord: 'What is wrong with an input, as JSON has it.',
  EmulateRecord: 'What a VMM has to do for each field of a VF.',
  SharedFieldRecord: 'One field of a VF: what it is there, and which value counts.',
  SharedCapabilityRecord: 'One capability of a VF, and whose it is.',
  SharedRecord: 'What `shared` says about one VF.',
  SriovRecord: 'What `tree` says about an SR-IOV capability; null where the dump does not hold it.',
  TreeRecord: 'What `tree` says about one Function: every key in every row, but for BARs and windows.',
};

function typeOf(schema, named, indent) {
  const { type, enum: values, const: constant, items, properties, additionalProperties } = schema;
  if (constant !== undefined) return JSON.stringify(constant);
  if (values) return values.map((value) => JSON.stringify(value).replaceAll('"', "'")).join(' | ');
  const types = [type].flat().map((one) => {
    if (one === 'integer') return 'number';
    if (one === 'array') {
      const element = typeOf(items, named, indent);
      return `readonly ${element.includes(' | ') ? `(${element})` : element}[]`;
    }
    if (one !== 'object') return one;
    const name = [...named].find(([, known]) => known === properties)?.[0];
    if (name) return name;
    if (properties) return `{\n${keysOf(schema, named, `${indent}  `)}${indent}}`;
    return `Readonly<Record<string, ${typeOf(additionalProperties, named, indent)}>>`;
  });
  return [...new Set(types)].join(' | ');
}

const keysOf = ({ properties, required }, named, indent) =>
  Object.entries(properties)
    .map(([key, schema]) => {
      const { description } = schema;
      const comment = description
        ? `${indent}/** ${description[0].toUpperCase()}${description.slice(1)}. */\n`
        : '';
      const mark = required.includes(key) ? '' : '?';
      return `${comment}${indent}readonly ${key}${mark}: ${typeOf(schema, named, indent)};\n`;
    })
    .join('');

/** The declarations of each file of records. */
export async function recordTypes() {
  const files = await Promise.all(
    Object.entries(records).map(async ([file, shapes]) => {
      const module = await evaluated(`export * from './src/${file}.ts';`);
      const named = new Map();
      const texts = Object.entries(shapes).map(([name, shape]) => {
        const { schema } = module[shape];
        const text = `/** ${docs[name]} */\nexport interface ${name} {\n${keysOf(schema, named, '    ')}}\n`;
        named.set(name, schema.properties);
        return text;
      });
      return [`${file}.d.ts`, texts.join('')];
    }),
  );
  return new Map(files);
}
