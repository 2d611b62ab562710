/** An event pattern that EventBridge refuses (InvalidEventPatternException), with AWS's own reason. */
export class PatternError extends Error {
  override readonly name = 'InvalidEventPatternException';
  readonly reason: string;

  /** @param reason what AWS says after `Event pattern is not valid. Reason: ` */
  constructor(reason: string) {
    super(`Event pattern is not valid. Reason: ${reason}`);
    this.reason = reason;
  }
}
