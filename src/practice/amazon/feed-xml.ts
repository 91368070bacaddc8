import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element with its children in the order in which they stand; text only where there are no children. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  ignoreDeclaration: true,
});

/** The document's root, or what is wrong with it in the words of Amazon's XML parser. */
export function readXml(text: string): XmlElement | { readonly problem: string } {
  if (text.trim() === '') return { problem: 'XML Parsing Fatal Error at Line 1, Column 1: Premature end of file.' };
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return { problem: 'XML Parsing Fatal Error at Line 1, Column 1: DOCTYPE is disallowed.' };
  const valid = XMLValidator.validate(text);
  if (valid !== true) return { problem: `XML Parsing Fatal Error at Line ${valid.err.line}, Column ${valid.err.col}: ${valid.err.msg}` };
  const [root, ...others] = toElements(parser.parse(text));
  if (root === undefined || others.length > 0)
    return { problem: 'XML Parsing Fatal Error at Line 1, Column 1: one root element is expected.' };
  return root;
}

function toElements(nodes: unknown): XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: unknown) => {
    const entry =
      typeof node === 'object' && node !== null ? Object.entries(node).find(([name]) => name !== ':@' && name !== '#text') : undefined;
    return entry === undefined ? [] : [{ name: entry[0], children: toElements(entry[1]), text: textOf(entry[1]) }];
  });
}

function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return '';
  return nodes
    .map((node: unknown) => (typeof node === 'object' && node !== null && '#text' in node ? String(node['#text']) : ''))
    .join('')
    .trim();
}

/** How often an element stands in a sequence. */
export type Occurs = '1' | '0..1' | '0..n' | '1..n';

/** What an XML schema's sequence would say: names, order and number of the children. Undefined when all is well. */
export function sequenceProblem(element: XmlElement, sequence: readonly (readonly [string, Occurs])[]): string | undefined {
  let index = 0;
  for (const [name, occurs] of sequence) {
    const start = index;
    while (element.children[index]?.name === name && (occurs.endsWith('n') || index === start)) index += 1;
    if (index === start && occurs.startsWith('1')) return expected(element, index, name);
  }
  return index < element.children.length ? expected(element, index, 'end of element') : undefined;
}

function expected(element: XmlElement, index: number, name: string): string {
  const found = element.children[index]?.name;
  return found === undefined
    ? `cvc-complex-type.2.4.b: The content of element '${element.name}' is not complete. One of '{${name}}' is expected.`
    : `cvc-complex-type.2.4.a: Invalid content was found starting with element '${found}'. One of '{${name}}' is expected.`;
}

export function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name);
}
