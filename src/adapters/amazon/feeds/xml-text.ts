/** The text of an XML document: encoded as its declaration says, else as HTTP said, else UTF-8. */
export function xmlText({ bytes, contentType }: { readonly bytes: Uint8Array; readonly contentType: string }): string {
  // Every encoding that Amazon uses has ASCII in its first half, which is all that a declaration consists of.
  const beginning = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(beginning)?.[1];
  const sent = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1];
  for (const charset of [declared, sent, 'utf-8']) {
    const text = charset && decoded(bytes, charset);
    if (text !== undefined && text !== '') return text;
  }
  // Decodes anything: each byte is one character.
  return new TextDecoder('windows-1252').decode(bytes);
}

/** Undefined for an unknown charset, or for bytes that are none of it. */
function decoded(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Resolves XML's five names and character numbers; any other reference stays as it is. */
export function unescapeXml(text: string): string {
  return text.replace(/&(#?\w{1,8});/g, (reference, name: string) => NAMED.get(name) ?? characterNumbered(name) ?? reference);
}

function characterNumbered(name: string): string | undefined {
  const hex = /^#x([0-9a-fA-F]+)$/.exec(name)?.[1];
  const decimal = /^#(\d+)$/.exec(name)?.[1];
  const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return codePoint > 0 && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : undefined;
}
