/** What an owner should know before it happens, and how to do it without us. */
import type { File } from '../case.ts';
import { changed, kept, lost } from '../consequences.ts';
import { ownCommands } from '../own-commands.ts';
import type { Policy } from '../policy.ts';
import { newPlatform } from '../prospect.ts';
import { isPromised } from './answers.ts';
import { type Html, html } from './html.ts';

export function advice(file: File, policy: Policy): readonly Html[] {
  const moved = isPromised(file.case, policy) ? html`\n<p>${newPlatform}</p>` : html``;
  return [consequences, moved, saving, byHand(file), lifecycle, contact(policy)];
}

const consequences = html`
<h2>What you lose and keep</h2>
<ul>
<li><strong>A stop loses</strong> ${lost}</li>
<li><strong>It keeps</strong> ${kept}</li>
<li><strong>After that:</strong> ${changed}</li>
</ul>`;

const saving = html`
<h2>How to save your work</h2>
<ol>
<li>Save every open notebook and file, and let running cells finish, or stop them at a point you can go on from.</li>
<li>Copy what you need from anywhere else, such as /tmp or your home folder, into /home/ec2-user/SageMaker.</li>
<li>Write down which packages you installed, for example <code>pip freeze &gt; /home/ec2-user/SageMaker/requirements.txt</code></li>
</ol>`;

function byHand({ case: { upgrade }, name }: File): Html {
  const { stop, update, start } = ownCommands(name, upgrade);
  return html`
<h2>To do it yourself, at a moment of your choice</h2>
<ol>
<li>Stop it, and wait until it is Stopped: <code>${stop}</code></li>
<li>Turn root access off, and wait until it is Stopped once more: <code>${update}</code></li>
<li>Start it: <code>${start}</code></li>
</ol>`;
}

const lifecycle = html`
<h2>If your notebook has a lifecycle configuration</h2>
<p>Its scripts still run as root, so what they install as root goes on working. The on-start script runs again at the start, within five minutes, or the start fails. Look in it for what people do afterwards with sudo, yum, dnf or regular Docker: that works no more, and belongs into the script.</p>`;

const contact = ({ platformEmail }: Policy): Html => html`
<h2>Questions</h2>
<p>Write to the platform team: ${platformEmail}</p>`;
