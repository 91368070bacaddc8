import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../src/root.js';
import { COMMANDS } from '../src/slack/ids.js';

const manifest = await readFile(join(projectRoot, 'manifest.yml'), 'utf8');

/** Scope that each Web API method needs; undefined for none. Source: docs.slack.dev/reference/methods */
const SCOPES: Readonly<Record<string, string | undefined>> = {
  'auth.test': undefined,
  'views.open': undefined,
  'views.update': undefined,
  'views.push': undefined,
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'users.info': 'users:read',
};

/** Values of all lines `key: value`, in order, without quotes. */
function values(key: string): readonly string[] {
  return [...manifest.matchAll(new RegExp(`^ *(?:- )?${key}: *"?([^"\\n]+?)"? *$`, 'gm'))].map((match) => match[1] ?? '');
}

async function methodsCalled(): Promise<readonly string[]> {
  const folder = join(projectRoot, 'src/slack');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  const calls = sources.flatMap((source) => [
    ...source.matchAll(/\b(auth|chat|conversations|files|reactions|team|usergroups|users|views)\.([a-z]\w+)\(/gi),
  ]);
  return calls.map((call) => `${call[1]}.${call[2]}`);
}

describe('the Slack manifest', () => {
  it('declares exactly the commands that the app answers', () => {
    expect(new Set(values('command'))).toEqual(new Set(COMMANDS));
    expect(values('command')).toHaveLength(COMMANDS.length);
  });

  it('keeps within the lengths that Slack allows', () => {
    expect(values('name').concat(values('display_name'))).toEqual(['Cancel Desk', 'Cancel Desk']);
    const [ofApp = '', ...ofCommands] = values('description');
    expect(ofApp.length).toBeLessThanOrEqual(140);
    expect(ofCommands).toHaveLength(COMMANDS.length);
    for (const command of values('command')) expect(command.length).toBeLessThanOrEqual(32);
  });

  it('sends commands and interactions to the one address that the app listens on', () => {
    expect(new Set([...values('url'), ...values('request_url')])).toEqual(new Set(['https://example.com/slack/events']));
    expect(values('url')).toHaveLength(COMMANDS.length);
    expect(values('request_url')).toHaveLength(1);
  });

  it('asks for the scopes that the methods called need, and for no other', async () => {
    const asked = /^ {4}bot:\n((?: {6}- .+\n)+)/m.exec(manifest)?.[1]?.match(/[\w:]+/g) ?? [];
    const called = await methodsCalled();
    expect(called.filter((method) => !(method in SCOPES))).toEqual([]);
    const needed = called.flatMap((method) => SCOPES[method] ?? []);
    expect(new Set(asked)).toEqual(new Set(['commands', ...needed]));
  });

  it('is for one workspace, over HTTP, with a token that does not rotate', () => {
    expect(values('org_deploy_enabled')).toEqual(['false']);
    expect(values('socket_mode_enabled')).toEqual(['false']);
    expect(values('token_rotation_enabled')).toEqual(['false']);
    expect(values('is_enabled')).toEqual(['true']);
  });
});
