const MAX_LENGTH = 200;
// As much of a message as is looked at: a whole answer in it must not cost time.
const MAX_READ = 1000;

const SECRETS: readonly RegExp[] = [
  // Slack: bot, user, refresh, configuration and app-level tokens; request signatures.
  /xox[a-z](\.xox[a-z])?-[\w-]+/gi,
  /xapp-[\w-]+/gi,
  /\bv0=[0-9a-f]{64}/gi,
  // Login with Amazon: access token, refresh token, authorisation code or client secret.
  /Atz[a-z]\|[^\s"',;]+/gi,
  /amzn1\.oa2-[^\s"',;]+/gi,
  /\bBearer\s+[^\s"',;]+/gi,
];

/** The text with everything that has the shape of a token replaced. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((safe, secret) => safe.replace(secret, '[secret]'), text);
}

/** An address without what may be secret in it: user and password, query, fragment. Undefined for no address. */
export function safeUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, pathname } = new URL(text);
  return withoutSecrets(`${protocol}//${host}${pathname}`).slice(0, MAX_LENGTH);
}

/**
 * One line of a message that others wrote. Parsers and databases quote what they were given (JSON.parse: `… "Jane
 * Doe" is not valid JSON`), and that may be an answer's body: quoted parts, JSON, XML and e-mail addresses are left out.
 */
export function safeMessage(message: string): string {
  const line = withoutSecrets(withoutUrlSecrets(message.slice(0, MAX_READ)))
    .replace(/".*"|`.*`|".*$|`.*$/s, '…')
    .replace(/(?<!\w)'.*'(?!\w)/s, '…')
    .replace(/[{[<](?!secret\]).*$/s, '…')
    .replace(/[^\s@]+@[^\s@]+/g, '…')
    .replace(/[\r\n].*$/s, '');
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
}

function withoutUrlSecrets(text: string): string {
  return text.replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'`<>]+/gi, (url) => safeUrl(url) ?? '…');
}
