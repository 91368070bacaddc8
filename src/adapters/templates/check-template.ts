import Handlebars from 'handlebars';

/** The only words that a template may use, as TemplateVariables has them. */
const VARIABLES: ReadonlySet<string> = new Set(['orderId', 'items', 'senderName', 'hours']);

type Program = ReturnType<typeof Handlebars.parse>;
type Statement = Program['body'][number];

/** What is wrong with a template, with its line; empty when it may be used. Allowed is `{{variable}}` with a known variable, nothing else. */
export function templateProblems(source: string): string[] {
  try {
    return Handlebars.parse(source).body.flatMap(statementProblems);
  } catch (error) {
    const [first = 'cannot be read'] = (error instanceof Error ? error.message : String(error)).split('\n');
    return [first];
  }
}

function statementProblems(statement: Statement): string[] {
  const at = `line ${statement.loc.start.line}`;
  if (isText(statement)) return [];
  if (!isMustache(statement)) return [`${at}: only {{variable}} is allowed, no blocks, partials or decorators`];
  const name = 'original' in statement.path ? String(statement.path.original) : 'this';
  if (!VARIABLES.has(name)) return [`${at}: unknown variable {{${name}}}; known are ${[...VARIABLES].join(', ')}`];
  if (statement.params.length > 0 || statement.hash !== undefined) return [`${at}: {{${name}}} takes no arguments`];
  return statement.escaped ? [] : [`${at}: write {{${name}}} with two braces`];
}

function isText(statement: Statement): boolean {
  return statement.type === 'ContentStatement' || statement.type === 'CommentStatement';
}

function isMustache(statement: Statement): statement is hbs.AST.MustacheStatement {
  return statement.type === 'MustacheStatement';
}
