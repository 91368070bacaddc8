import type { UserId } from '../../domain/ids.js';
import type { ApprovalPolicy, PolicyPlace } from '../../domain/approval-policy.js';
import { type ChangeRulesOutcome, changeRules, openRules } from '../../use-cases/settings/change-rules.js';
import type { ActionHandler, SubmissionHandler } from '../dispatch.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { showInModal } from '../modal.js';
import { waitingText } from '../say.js';
import type { Surface } from '../surface.js';
import type { Text } from '../text/text.js';
import { createPresenter } from './presenter.js';
import { placeIn, type RulesWindow, typedPolicy, windowOf } from './rules-form.js';
import { changedText, placeName, rulesView } from './rules-view.js';

/** When a lead is asked. */
export interface RulesHandlers {
  readonly changeRules: ActionHandler;
  /** Another place in the form. */
  readonly rulesPlace: ActionHandler;
  /** A marketplace gives up the rules of its own. */
  readonly rulesEverywhere: ActionHandler;
  readonly rulesSubmitted: SubmissionHandler;
}

interface At {
  readonly viewId: string;
  readonly userId: UserId;
}

export function rulesHandlers(surface: Surface): RulesHandlers {
  const { languages, views } = surface;
  const { say, refusal } = createPresenter(surface);
  const { showForm, carryOut } = rulesSteps(surface);
  return {
    changeRules: async (request, ack) => {
      await ack();
      const { userId, view } = request;
      if (view !== undefined) await showForm({ viewId: view.id, userId }, { place: 'everywhere', route: ACTIONS.changeRules });
    },
    rulesPlace: async (request, ack) => {
      await ack();
      const { userId, view } = request;
      const place = view && placeIn(view.values);
      if (view !== undefined && place !== undefined) await showForm({ viewId: view.id, userId }, { place, route: ACTIONS.rulesPlace });
    },
    rulesEverywhere: async (request, ack) => {
      await ack();
      const { userId, view } = request;
      if (view === undefined) return;
      const refused = refusal(userId, ACTIONS.rulesEverywhere);
      if (refused !== undefined) return void (await showInModal(views, { viewId: view.id, view: refused }));
      const at = windowOf(view.privateMetadata);
      if (at !== undefined) await carryOut({ viewId: view.id, userId }, at, undefined);
    },
    rulesSubmitted: async (request, ack) => {
      const { userId, view } = request;
      const refused = refusal(userId, VIEWS.approvalRules);
      if (refused !== undefined) return await ack({ response_action: 'update', view: refused });
      const text = languages.known(userId);
      const at = windowOf(view.privateMetadata);
      if (at === undefined) return await ack({ response_action: 'update', view: say(text.settings.gone, text) });
      const place = placeIn(view.values) ?? at.place;
      const typed = typedPolicy(view.values, { ...at, text });
      if (place === at.place && !typed.ok) return await ack({ response_action: 'errors', errors: typed.errors });
      await ack({ response_action: 'update', view: say(waitingText(text.request.working, 'look-again', text), text) });
      const showing = { viewId: view.id, userId };
      // Sent off before the window showed the place that was chosen last: the fields are of another one.
      if (place !== at.place || !typed.ok)
        return await showForm(showing, { place, route: VIEWS.approvalRules, notice: (said) => said.rules.otherPlace });
      await carryOut(showing, at, typed.policy);
    },
  };
}

interface FormWish {
  readonly place: PolicyPlace;
  readonly route: string;
  readonly notice?: (text: Text) => string;
}

/** Showing the form, and what follows from it. */
function rulesSteps(surface: Surface): {
  showForm(at: At, wish: FormWish): Promise<void>;
  carryOut(at: At, window: RulesWindow, policy: ApprovalPolicy | undefined): Promise<void>;
} {
  const { desk, languages, views, practice, log } = surface;
  const { say, refusal, show } = createPresenter(surface);
  return {
    showForm: async ({ viewId, userId }, { place, route, notice }) => {
      const refused = refusal(userId, route);
      if (refused !== undefined) return void (await showInModal(views, { viewId, view: refused }));
      const [outcome, text] = await Promise.all([openRules(desk, userId), languages.of(userId)]);
      if (outcome.kind === 'not-an-admin') return;
      const { rules } = outcome;
      const shown = place !== 'everywhere' && rules.marketplaceIds.includes(place) ? place : 'everywhere';
      await showInModal(views, { viewId, view: rulesView(rules, { text, practice, place: shown, notice: notice?.(text) }) });
    },
    carryOut: async (at, { place, version }, policy) => {
      const { viewId, userId } = at;
      const [outcome, text] = await Promise.all([changeRules(desk, { userId, place, policy, version }), languages.of(userId)]);
      log.info('approval rules changed', { userId, state: outcome.kind });
      switch (outcome.kind) {
        case 'changed':
          return await show(at, ({ rules }) => [
            (policy === undefined ? rules.followed : rules.saved)(placeName(place, text)),
            rules.fromNowOn,
          ]);
        case 'changed-meanwhile':
          return void (await showInModal(views, { viewId, view: newerView(outcome, { text, practice, place }) }));
        case 'not-an-admin':
          return void (await showInModal(views, { viewId, view: say(text.settings.notAnAdmin, text) }));
        case 'unknown-place':
          return await show(at, ({ settings }) => [settings.gone]);
      }
    },
  };
}

function newerView(
  { rules }: Extract<ChangeRulesOutcome, { kind: 'changed-meanwhile' }>,
  shown: { readonly text: Text; readonly practice: boolean; readonly place: PolicyPlace },
) {
  return rulesView(rules, { ...shown, notice: changedText(rules.inForce, shown.text.rules.changedMeanwhile) });
}
