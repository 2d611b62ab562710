/** What the deny policy means, for AWS CloudFormation Guard: a pipeline fails before anything is deployed. */
import type { Prevented } from './prevented.ts';

/** As text in a Guard regular expression, which ends at a slash. */
const literally = (text: string): string => text.replace(/[^\p{L}\p{N}_]/gu, '\\$&');

/**
 * What a template only decides when it is deployed (a parameter, a condition) cannot be judged before, so it must be
 * written out.
 */
export const guardRules = ({ exceptionTagKey }: Pick<Prevented, 'exceptionTagKey'>): string =>
  `# Root access on SageMaker notebook instances (SageMaker.3).
# Written by notebook-root-guard: npm run prevention

let notebooks = Resources.*[ Type == 'AWS::SageMaker::NotebookInstance' ]

rule notebook_root_access_is_disabled when %notebooks !empty {
  %notebooks.Properties.RootAccess == 'Disabled'
    <<Write RootAccess: Disabled. Left out, it is Enabled; a parameter or a condition cannot be judged here.>>
}

let tagged = Resources.*[
  Type == 'AWS::SageMaker::NotebookInstance'
  Properties.Tags exists
  Properties.Tags !empty
]

rule notebook_carries_no_exception when %tagged !empty {
  %tagged.Properties {
    Tags is_list
      <<Write the tags out: a condition cannot be judged here.>>
    Tags[*] {
      Key is_string
        <<Write each tag's key out: a parameter or a condition cannot be judged here.>>
      Key != /(?i)^${literally(exceptionTagKey)}$/
        <<The tag ${exceptionTagKey} is given to a notebook by the platform team, in whatever letter case.>>
    }
  }
}
`;
