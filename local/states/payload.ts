/** Payload templates: Parameters, ResultSelector, ItemSelector. Members named `x.$` are evaluated as `x`. */
import { type Expression, evaluate } from './expression.ts';
import type { Scope } from './path.ts';

export type Template =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'array'; readonly items: readonly Template[] }
  | { readonly kind: 'object'; readonly members: readonly Member[] };

export type Member =
  | { readonly kind: 'value'; readonly name: string; readonly value: Template }
  | { readonly kind: 'expression'; readonly name: string; readonly expression: Expression };

/** @throws EvaluationError */
export const fill = (template: Template, scope: Scope, random: () => number): unknown => {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'array':
      return template.items.map((item) => fill(item, scope, random));
    case 'object':
      return Object.fromEntries(
        template.members.map((member) => [
          member.name,
          member.kind === 'value'
            ? fill(member.value, scope, random)
            : evaluate(member.expression, `${member.name}.$`, scope, random),
        ]),
      );
  }
};
