import { slackFaultSchema } from './faults.js';
import { type Door, readAll, sendJson } from './server.js';

/** What goes wrong on purpose, over HTTP: for tests and for the page. */
export const controlDoor: Door = async (slack, { request, response, path }) => {
  if (path === '/_practice/ledger' && request.method === 'GET') sendJson(response, 200, { entries: slack.ledger });
  else if (path !== '/_practice/faults') return false;
  else {
    if (request.method === 'DELETE') slack.faults.clear();
    if (request.method === 'POST') {
      const fault = slackFaultSchema.safeParse(JSON.parse(await readAll(request)));
      if (!fault.success) {
        sendJson(response, 400, { error: fault.error.message });
        return true;
      }
      slack.faults.add(fault.data);
    }
    sendJson(response, 200, { faults: slack.faults.list() });
  }
  return true;
};

/** Hands on everything under `/amazon/` to another practice server's control, so that one page shows both. */
export function amazonDoor(controlUrl: string): Door {
  return async (_slack, { request, response, path }) => {
    if (!path.startsWith('/amazon/')) return false;
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const body = request.method === 'GET' ? {} : { body: await readAll(request), headers };
    const answer = await fetch(`${controlUrl}/${path.slice('/amazon/'.length)}`, { method: request.method ?? 'GET', ...body });
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' }).end(await answer.text());
    return true;
  };
}

/** Several doors as one: the first whose own it is serves. */
export function allDoors(doors: readonly Door[]): Door {
  return async (slack, exchange) => {
    for (const door of doors) if (await door(slack, exchange)) return true;
    return false;
  };
}
