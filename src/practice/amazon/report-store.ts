/** A report that was asked for. */
export interface PracticeReport {
  readonly reportId: string;
  readonly reportType: string;
  readonly marketplaceIds: readonly string[];
  readonly createdAt: Date;
  readonly documentId: string | undefined;
}

export interface ReportStore {
  add(report: Omit<PracticeReport, 'reportId' | 'documentId'>): PracticeReport;
  find(reportId: string): PracticeReport | undefined;
  finish(reportId: string, documentId: string): void;
  times(report: PracticeReport): { readonly start: Date; readonly end: Date };
}

export function createReportStore(reportSeconds: number): ReportStore {
  const reports = new Map<string, PracticeReport>();
  return {
    add: (report) => {
      const added = { ...report, reportId: String(60002020000 + reports.size + 1), documentId: undefined };
      reports.set(added.reportId, added);
      return added;
    },
    find: (reportId) => reports.get(reportId),
    finish: (reportId, documentId) => {
      const report = reports.get(reportId);
      if (report !== undefined) reports.set(reportId, { ...report, documentId });
    },
    times: ({ createdAt }) => ({
      start: new Date(createdAt.getTime() + reportSeconds * 500),
      end: new Date(createdAt.getTime() + reportSeconds * 1000),
    }),
  };
}
