/** What the timeline is told; `at` is milliseconds since the epoch on the virtual clock. */
export type Entry = { readonly at: number } & (
  | {
      readonly kind: 'state-entered';
      /** The execution's name or ARN. */
      readonly execution: string;
      readonly state: string;
      readonly notebook: string | null;
    }
  /** A call that a function of ours made; `error` is AWS's name of the refusal or what became of the call. */
  | {
      readonly kind: 'call';
      readonly function: string;
      readonly service: string;
      readonly operation: string;
      readonly notebook: string | null;
      readonly error: string | null;
    }
  /** A call that the story lets somebody make. */
  | {
      readonly kind: 'person-call';
      readonly caller: string;
      readonly through: string | null;
      readonly operation: string;
      readonly notebook: string | null;
      readonly input?: Readonly<Record<string, unknown>>;
      readonly error: string | null;
    }
  | {
      readonly kind: 'status';
      readonly notebook: string;
      /** null: it did not exist. */
      readonly before: string | null;
      /** null: it is gone. */
      readonly status: string | null;
      readonly failureReason?: string | null;
    }
  /** A rule matched and its target took the event. */
  | {
      readonly kind: 'event-delivered';
      readonly rule: string;
      readonly target: string;
      /** The event's detail-type, and for one of CloudTrail's the API call. */
      readonly detailType: string;
      readonly eventName: string | null;
      readonly notebook: string | null;
    }
  | {
      readonly kind: 'mail';
      readonly to: readonly string[];
      readonly notice: string | null;
      readonly notebook: string | null;
      readonly subject: string | null;
      readonly body: string;
    }
  /** A request of the page behind a notice's link, when it arrives (`status` null) and when it is answered. */
  | {
      readonly kind: 'page';
      /** Whose link it is, or a mail scanner, or somebody. */
      readonly by: string;
      readonly isMachine: boolean;
      /** null: of no notebook that we mailed about. */
      readonly notebook: string | null;
      readonly method: string;
      /** Of a form that is submitted. */
      readonly answer: string | null;
      readonly status: number | null;
    }
  /** A warning or an error that a function logged. */
  | {
      readonly kind: 'log';
      readonly function: string;
      readonly level: 'WARN' | 'ERROR' | 'CRITICAL';
      readonly message: string;
    }
  | {
      readonly kind: 'execution-ended';
      readonly execution: string;
      readonly status: string;
      readonly notebook: string | null;
      readonly error: string | null;
    }
  | {
      readonly kind: 'dead-letter';
      readonly rule: string;
      readonly target: string;
      readonly errorCode: string;
      readonly errorMessage: string;
    }
  /** What else the story does: a fault sets in, a subscription changes. */
  | { readonly kind: 'happening'; readonly words: string }
);
