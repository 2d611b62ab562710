/** A handler's name as CloudFormation and the state machine's placeholders spell it: `open-case` is `OpenCase`. */
export const pascalCase = (handler: string): string =>
  handler
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
