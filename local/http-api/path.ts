/**
 * The path as an HTTP API hands it over, where REST APIs and function URLs hand over what was sent. Live captures of
 * July 2026 (github.com/hotsock/voker, vokerhttp/testdata/ingress-paths.json) show it decoded twice, cut where the
 * first decoding brings out a `?`, and refused where the second one fails.
 *
 * @returns undefined where API Gateway refuses the request
 */
export const decodedPath = (sent: string): string | undefined => {
  const once = decoded(sent);
  return once === undefined ? undefined : decoded(once.split('?')[0] ?? '');
};

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
};
