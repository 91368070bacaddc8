import { elementsOf, optionsOf, type Placed, type Value } from './block-kit/fields.js';
import { type Client, createClient } from './client.js';
import type { ClientParts } from './containers.js';
import { readAloud, readModalAloud } from './read-aloud.js';
import type { AppAnswer } from './sender.js';
import type { OpenView, PostedMessage } from './state.js';

/** Somebody in the workspace who uses the app with mouse and keyboard; fields and buttons go by their action ids. */
export interface Person {
  readonly userId: string;
  /** Types a slash command, for example `/cancel-order 111-…`. An ephemeral answer is kept in `ephemerals`. */
  command(typed: string, options?: { readonly channelId?: string }): Promise<AppAnswer>;
  /** The modal that is open, if any. */
  view(): OpenView | undefined;
  /** What is shown and typed in the open modal, as text. */
  viewText(): string;
  /** Waits until the open modal reads like this. */
  waitForView(wanted: RegExp, withinMs?: number): Promise<OpenView>;
  /** Waits until something was said to this person alone that reads like this. */
  waitForEphemeral(wanted: RegExp, withinMs?: number): Promise<PostedMessage>;
  ephemerals(): readonly PostedMessage[];
  /** Types into a field. */
  type(actionId: string, value: string): void;
  /** Picks a choice; a field that reports at once does so. */
  select(actionId: string, value: string): Promise<AppAnswer | undefined>;
  /** Ticks exactly these boxes. */
  check(actionId: string, values: readonly string[]): void;
  /** Chooses exactly these people. */
  choosePeople(actionId: string, userIds: readonly string[]): void;
  /** Presses a button in the open modal. */
  click(actionId: string): Promise<AppAnswer>;
  /** Presses a button of a message, or of what was said to this person alone; also one that is not there any more. */
  clickMessage(button: {
    readonly channelId: string;
    readonly ts: string;
    readonly actionId: string;
    readonly value?: string;
  }): Promise<AppAnswer>;
  submit(): Promise<AppAnswer>;
  /** Opens the app's Home tab; gives what it shows, as text. */
  openHome(): Promise<string>;
  /** What the Home tab shows, as text. */
  homeText(): string;
  /** Presses a button on the Home tab. */
  clickHome(actionId: string): Promise<AppAnswer>;
  /** Closes the modal. */
  close(): void;
  /** The Slack of this person, for what goes by block ids. */
  readonly client: Client;
}

const WAIT_MS = 10_000;

export function createPerson(parts: ClientParts): Person {
  const { context, userId } = parts;
  const { state } = context;
  const client = createClient(parts);
  const mine = (): PostedMessage[] => state.messages.filter((one) => one.onlyFor === userId);
  const top = (): OpenView => {
    const view = state.topView(userId);
    if (view === undefined) throw new Error(`${userId} has no modal open`);
    return view;
  };
  const text = (): string => {
    const view = state.topView(userId);
    return view === undefined ? '(no modal)' : readModalAloud(view.modal, view.errors);
  };
  const placed = (actionId: string): Placed & { readonly address: Parameters<Client['enter']>[0] } => {
    const view = top();
    const found = elementsOf(view.modal.blocks).find(({ element }) => element.action_id === actionId);
    if (found === undefined) throw new Error(`No ${actionId} in:\n${text()}`);
    const address = { container: { kind: 'view', viewId: view.id }, blockId: found.block.block_id ?? '', actionId } as const;
    return { ...found, address };
  };
  const enter = (actionId: string, value: Value): void => client.enter(placed(actionId).address, value);
  return {
    userId,
    client,
    view: () => state.topView(userId),
    viewText: text,
    ephemerals: mine,
    command: async (typed, options = {}) => await client.command(typed, options.channelId ?? 'C0ORDERS1'),
    waitForView: async (wanted, withinMs = WAIT_MS) =>
      await state.until(() => (wanted.test(text()) ? state.topView(userId) : undefined), {
        withinMs,
        describe: () => `Wanted ${String(wanted)}; ${userId} sees:\n${text()}`,
      }),
    waitForEphemeral: async (wanted, withinMs = WAIT_MS) =>
      await state.until(() => mine().findLast((one) => wanted.test(JSON.stringify(one))), {
        withinMs,
        describe: () => JSON.stringify(mine()),
      }),
    type: (actionId, value) => enter(actionId, { value }),
    select: async (actionId, value) => {
      const { block, element, address } = placed(actionId);
      const option = optionsOf(element).find((one) => one.value === value);
      if (option === undefined) throw new Error(`No choice ${value} in ${actionId}`);
      const chosen = { selected_option: option };
      client.enter(address, chosen);
      const reports = block.type !== 'input' || block.dispatch_action === true;
      return reports ? await client.press({ ...address, chosen }) : undefined;
    },
    check: (actionId, values) =>
      enter(actionId, { selected_options: optionsOf(placed(actionId).element).filter((one) => values.includes(one.value)) }),
    choosePeople: (actionId, userIds) => enter(actionId, { selected_users: userIds }),
    click: async (actionId) => await client.press(placed(actionId).address),
    clickMessage: async ({ channelId: channel, ts, actionId, value }) =>
      await client.press({
        container: { kind: 'message', channel, ts },
        blockId: '',
        actionId,
        ...(value !== undefined && { chosen: { value } }),
      }),
    submit: async () => await client.submit(top().id),
    ...homeOf(parts, client),
    close: () => void state.views.delete(state.topView(userId)?.id ?? ''),
  };
}

/** The app's Home tab of a person. */
function homeOf({ context: { state }, userId }: ClientParts, client: Client): Pick<Person, 'openHome' | 'homeText' | 'clickHome'> {
  const homeText = (): string => readAloud(state.homes.get(userId)?.home.blocks ?? []);
  return {
    homeText,
    openHome: async () => {
      const before = state.homes.get(userId)?.hash;
      await client.openHome();
      await state.until(() => (state.homes.get(userId)?.hash === before ? undefined : true), { withinMs: WAIT_MS, describe: homeText });
      return homeText();
    },
    clickHome: async (actionId) => await client.press({ container: { kind: 'home' }, blockId: '', actionId }),
  };
}
