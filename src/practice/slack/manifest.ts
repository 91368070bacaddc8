import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const schema = z.object({
  display_information: z.object({ name: z.string(), description: z.string().default('') }),
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).optional(),
    slash_commands: z.array(z.object({ command: z.string(), description: z.string(), usage_hint: z.string().default('') })).default([]),
    shortcuts: z.array(z.object({ name: z.string(), type: z.enum(['global', 'message']), callback_id: z.string() })).default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).optional() }),
});

/** What an app's manifest grants it and offers to people. */
export interface Manifest {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly commands: readonly { readonly command: string; readonly description: string; readonly usageHint: string }[];
  readonly shortcuts: readonly { readonly name: string; readonly type: 'global' | 'message'; readonly callbackId: string }[];
  readonly events: readonly string[];
  readonly hasHome: boolean;
}

/** This app's own, at the top of the project. */
const OWN = new URL('../../../manifest.yml', import.meta.url);

/** Reads a manifest. Throws when it is none. */
export function readManifest(path: URL | string = OWN): Manifest {
  const { display_information, features, oauth_config, settings } = schema.parse(parse(readFileSync(path, 'utf8')));
  return {
    name: display_information.name,
    scopes: [...oauth_config.scopes.bot, ...oauth_config.scopes.bot_optional],
    commands: features.slash_commands.map((one) => ({
      command: one.command,
      description: one.description,
      usageHint: one.usage_hint,
    })),
    shortcuts: features.shortcuts.map((one) => ({ name: one.name, type: one.type, callbackId: one.callback_id })),
    events: settings.event_subscriptions?.bot_events ?? [],
    hasHome: features.app_home?.home_tab_enabled ?? false,
  };
}
