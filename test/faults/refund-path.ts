/** Where money is set aside, sent, paid by hand, issued as credit, set aside for an exchange or settled, and where the workflow goes on or ends with it. */
const places = [
  /^(RefundReturn|CloseReturn|ReceivePaymentEvent|TakeCreditSpent|TakeExchangeAnswer|AwaitAnswer|ResumeWorkflow)\//,
  /^Serve(Cases|Returns)\/.*\/(refund|payout|return\.inspected)\./,
  /^Return\/states\/(StartExecution|started|answered|submitted)$/,
];

/** Is this effect one of the refund path? Those are killed around in money-kills.test.ts, all others in sixty-kills.test.ts. */
export function isOfTheRefund(effect: string): boolean {
  return places.some((place) => place.test(effect));
}
