import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../src/root.js';
import { COMMANDS, EVENTS, SHORTCUTS } from '../src/slack/ids.js';

const manifest = await readFile(join(projectRoot, 'manifest.yml'), 'utf8');

/** Scope that each Web API method needs; undefined for none. Source: docs.slack.dev/reference/methods */
const SCOPES: Readonly<Record<string, string | undefined>> = {
  'auth.test': undefined,
  'views.open': undefined,
  'views.update': undefined,
  'views.push': undefined,
  'views.publish': undefined,
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'users.info': 'users:read',
  'usergroups.users.list': 'usergroups:read',
};

const described = z.object({ name: z.string().optional(), description: z.string(), url: z.string().optional() });
const schema = z.object({
  display_information: z.object({ name: z.string(), description: z.string() }),
  features: z.object({
    bot_user: z.object({ display_name: z.string() }),
    app_home: z.object({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    shortcuts: z.array(described.extend({ name: z.string(), type: z.enum(['global', 'message']), callback_id: z.string() })),
    slash_commands: z.array(described.extend({ command: z.string(), url: z.string() })),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }).optional(),
    interactivity: z.object({ is_enabled: z.boolean(), request_url: z.string() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});
const { display_information: information, features, oauth_config: oauth, settings } = schema.parse(parse(manifest));
const commands = features.slash_commands.map(({ command }) => command);

async function methodsCalled(): Promise<readonly string[]> {
  const folder = join(projectRoot, 'src/slack');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  const calls = sources.flatMap((source) => [
    ...source.matchAll(/\b(auth|chat|conversations|files|reactions|team|usergroups|users|views)\.((?:users\.)?[a-z]\w+)\(/gi),
  ]);
  return calls.map((call) => `${call[1]}.${call[2]}`);
}

describe('the Slack manifest', () => {
  it('declares exactly the commands, shortcuts and events that the app answers', () => {
    expect(commands.toSorted()).toEqual(COMMANDS.toSorted());
    expect(features.shortcuts.map((one) => one.callback_id).toSorted()).toEqual(Object.values(SHORTCUTS).toSorted());
    expect((settings.event_subscriptions?.bot_events ?? []).toSorted()).toEqual(Object.values(EVENTS).toSorted());
  });

  it('keeps within the lengths that Slack allows', () => {
    expect([information.name, features.bot_user.display_name]).toEqual(['Cancel Desk', 'Cancel Desk']);
    expect(information.description.length).toBeLessThanOrEqual(140);
    expect(Math.max(...commands.map((command) => command.length))).toBeLessThanOrEqual(32);
    expect(Math.max(...features.shortcuts.map(({ name }) => name.length))).toBeLessThanOrEqual(24);
    for (const { description } of [...features.shortcuts, ...features.slash_commands]) expect(description.length).toBeLessThanOrEqual(150);
  });

  it('sends everything to the one address that the app listens on', () => {
    const addresses = [...features.slash_commands.map(({ url }) => url), settings.interactivity.request_url];
    const events = settings.event_subscriptions === undefined ? [] : [settings.event_subscriptions.request_url];
    expect(new Set([...addresses, ...events])).toEqual(new Set(['https://example.com/slack/events']));
  });

  it('asks for the scopes that the methods called need, for no other, and leaves the team the choice of user groups', async () => {
    const called = await methodsCalled();
    expect(called.filter((method) => !(method in SCOPES))).toEqual([]);
    const needed = called.flatMap((method) => SCOPES[method] ?? []);
    expect(oauth.scopes.bot_optional).toEqual(['usergroups:read']);
    expect(new Set([...oauth.scopes.bot, ...oauth.scopes.bot_optional])).toEqual(new Set(['commands', ...needed]));
  });

  it('has a Home tab, and messages to read', () => {
    expect(features.app_home).toEqual({ home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true });
  });

  it('is for one workspace, over HTTP, with a token that does not rotate', () => {
    const { org_deploy_enabled: org, socket_mode_enabled: socket, token_rotation_enabled: rotation, interactivity } = settings;
    expect([org, socket, rotation, interactivity.is_enabled]).toEqual([false, false, false, true]);
  });
});
