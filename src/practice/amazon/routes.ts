import { createFeedDocument, downloadDocument, getFeedDocument, getReportDocument, uploadDocument } from './document-routes.js';
import { cancelFeed, createFeed, getFeed, getFeeds } from './feeds.js';
import { getListingsItem, patchListingsItem } from './listings.js';
import { token } from './lwa.js';
import { createUnexpectedProblem, getAttributes, getMessagingActions } from './messaging.js';
import { getOrder, searchOrders } from './orders.js';
import { createReport, getReport } from './reports.js';
import { getMarketplaceParticipations } from './sellers.js';
import type { Operation } from './world.js';

const OPERATIONS: readonly Operation[] = [
  token,
  searchOrders,
  getOrder,
  createFeedDocument,
  getFeedDocument,
  uploadDocument,
  downloadDocument,
  createFeed,
  getFeeds,
  getFeed,
  cancelFeed,
  getMessagingActions,
  getAttributes,
  createUnexpectedProblem,
  createReport,
  getReport,
  getReportDocument,
  getListingsItem,
  patchListingsItem,
  getMarketplaceParticipations,
];

/** An operation and what stands in its path's places. */
export interface Route {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
}

/** Whether there is an operation of that name to make fail. */
export function isOperation(name: string): boolean {
  return OPERATIONS.some((operation) => operation.name === name);
}

/** The operation for a method and path; undefined for an unknown one. */
export function findRoute(method: string, path: string, operations: readonly Operation[] = OPERATIONS): Route | undefined {
  for (const operation of operations) {
    const params = operation.method === method ? match(operation.path, path) : undefined;
    if (params !== undefined) return { operation, params };
  }
  return undefined;
}

function match(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, piece] of wanted.entries()) {
    const value = decoded(given[index] ?? '');
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    if (name === undefined ? value !== piece : value === undefined || value === '') return undefined;
    if (name !== undefined && value !== undefined) params[name] = value;
  }
  return params;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
