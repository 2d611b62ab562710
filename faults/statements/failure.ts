/** What a story lets go wrong with a call; what services answer by themselves an act is meant to meet. */
export const isFailure = (error: string | null): boolean =>
  /^(Throttl|ProvisionedThroughput|Internal|AccessDenied|AuthorizationError|timeout|response-lost|killed)/.test(
    error ?? '',
  );
