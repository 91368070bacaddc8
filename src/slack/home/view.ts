import type { HomeView, KnownBlock } from '@slack/types';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { HomeShown } from '../../use-cases/home/show-home.js';
import { button, context, home, moment, section, sections, sectionWith } from '../blocks.js';
import { marketplaceName, person, reasonText } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { marketplaceRateLines } from '../rate-facts.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';
import { stuckBlocks } from './stuck-view.js';

/** Marketplaces with their rate; worst first, so that what is left out is fine. */
const RATES_SHOWN = 24;

/** The Home tab: what was just said to the person, what needs one, rates, a person's own requests, what waits for a decision, what was asked for lately. */
export function homeView(shown: HomeShown, labelled: Labelled & { readonly said?: string }): HomeView {
  const { text, practice, said } = labelled;
  const buttons = [
    button({ actionId: ACTIONS.startFromHome, text: text.home.start }),
    ...(shown.mayChangeSettings ? [button({ actionId: ACTIONS.openSettings, text: text.home.settings })] : []),
  ];
  return home([
    practiceBlock(labelled),
    said === undefined ? undefined : section(said),
    ...(practice ? sections(text.home.steps) : []),
    { type: 'actions', elements: buttons },
    shown.mayChangeSettings ? undefined : context(text.home.settingsForAdmins),
    ...stuckBlocks(shown.stuck, text),
    ...sections([`*${text.home.rates}*`, ...rateLines(shown, text)]),
    { type: 'divider' },
    ...list({ title: text.home.mine, none: text.home.noneMine, cases: shown.mine }, text),
    { type: 'divider' },
    ...list({ title: text.home.waiting, none: text.home.noneWaiting, cases: shown.waiting, review: shown.mayDecide }, text),
    { type: 'divider' },
    ...list({ title: text.home.recent, none: text.home.noneRecent, cases: shown.recent }, text),
  ]);
}

function rateLines({ marketplaces }: HomeShown, text: Text): string[] {
  const rest = marketplaces.length > RATES_SHOWN ? [text.more(marketplaces.length - RATES_SHOWN)] : [];
  return [...marketplaces.slice(0, RATES_SHOWN).flatMap((one) => marketplaceRateLines(one, text)), ...rest];
}

interface Listed {
  readonly title: string;
  readonly none: string;
  readonly cases: readonly CancellationCase[];
  /** The reader may decide on them. */
  readonly review?: boolean;
}

function list({ title, none, cases, review = false }: Listed, text: Text): KnownBlock[] {
  if (cases.length === 0) return [section(`*${title}*\n${none}`)];
  return [section(`*${title}*`), ...cases.map((one) => caseLine(one, { text, review }))];
}

function caseLine(one: CancellationCase, { text, review }: { readonly text: Text; readonly review: boolean }): KnownBlock {
  const said = [
    `*${text.order.title} ${one.orderId}* · Amazon ${marketplaceName(one)} · ${reasonText(one, text)}`,
    text.state[one.state],
    text.carryOut.by(person(one.requestedBy), moment(one.requestedAt)),
  ].join('\n');
  return review
    ? sectionWith(said, button({ actionId: `${ACTIONS.review}:${one.id}`, text: text.decide.review, style: 'primary' }))
    : sectionWith(said, button({ actionId: `${ACTIONS.showCase}:${one.id}`, text: text.home.details }));
}
