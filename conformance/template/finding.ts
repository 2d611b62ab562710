/** One thing that a tool finds wrong with the template. */
export interface Finding {
  /** As the tool names its rule, e.g. `W3005`. */
  readonly rule: string;
  /** The resource's path in the construct tree without the stack, e.g. `Guard/Functions/OpenCase/Function`. */
  readonly where: string;
  readonly message: string;
}
