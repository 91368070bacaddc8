/** One line of a processing report. MessageID 0 is the whole document. */
export interface ReportResult {
  readonly messageId: string;
  readonly code: string;
  readonly description: string;
  readonly orderId: string | undefined;
}

/** A processing report as the Feeds API gives it for XML feeds: a result for each error, none for what went well. */
export function processingReport(report: {
  readonly sellerId: string;
  readonly transactionId: string;
  readonly encoding: 'UTF-8' | 'ISO-8859-1';
  /** Undefined: the report says nothing but its transaction. */
  readonly outcome: { readonly processed: number; readonly errors: readonly ReportResult[] } | undefined;
}): string {
  const { outcome } = report;
  const summary =
    outcome === undefined ? '' : `\n      <StatusCode>Complete</StatusCode>${summaryOf(outcome)}${outcome.errors.map(resultOf).join('')}`;
  return `<?xml version="1.0" encoding="${report.encoding}"?>
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
  <Header>
    <DocumentVersion>1.02</DocumentVersion>
    <MerchantIdentifier>${escape(report.sellerId)}</MerchantIdentifier>
  </Header>
  <MessageType>ProcessingReport</MessageType>
  <Message>
    <MessageID>1</MessageID>
    <ProcessingReport>
      <DocumentTransactionID>${report.transactionId}</DocumentTransactionID>${summary}
    </ProcessingReport>
  </Message>
</AmazonEnvelope>
`;
}

function summaryOf({ processed, errors }: { readonly processed: number; readonly errors: readonly ReportResult[] }): string {
  return `
      <ProcessingSummary>
        <MessagesProcessed>${processed}</MessagesProcessed>
        <MessagesSuccessful>${Math.max(0, processed - errors.length)}</MessagesSuccessful>
        <MessagesWithError>${errors.length}</MessagesWithError>
        <MessagesWithWarning>0</MessagesWithWarning>
      </ProcessingSummary>`;
}

function resultOf({ messageId, code, description, orderId }: ReportResult): string {
  const info = orderId === undefined ? '' : `\n        <AdditionalInfo><AmazonOrderID>${escape(orderId)}</AmazonOrderID></AdditionalInfo>`;
  return `
      <Result>
        <MessageID>${messageId}</MessageID>
        <ResultCode>Error</ResultCode>
        <ResultMessageCode>${escape(code)}</ResultMessageCode>
        <ResultDescription>${escape(description)}</ResultDescription>${info}
      </Result>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
