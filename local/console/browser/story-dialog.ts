/** Plays one of the situations: the world begins anew with it. */
import type { StoryChoice } from '../messages.ts';
import { closeDialog, openDialog } from './dialog.ts';
import { button, make } from './make.ts';
import { ask, tell } from './server.ts';
import { say, trying } from './status.ts';

const play = (file: string | null): Promise<void> =>
  trying(async () => {
    closeDialog();
    say('The next world is being made …');
    const { title } = await tell<{ title: string }>('/play', { file });
    say(`Plays: ${title}`);
  });

export const openStories = (): Promise<void> =>
  trying(async () => {
    const stories = await ask<readonly StoryChoice[]>('/stories');
    const rows = stories.map(({ file, title }) => {
      const row = button('story', '', () => void play(file));
      row.append(make('span', 'title', title), make('code', '', file));
      return make('li', '', row);
    });
    const list = make('ul', 'stories', ...rows);
    const filter = make('input', '');
    filter.type = 'search';
    filter.addEventListener('input', () => {
      const wanted = filter.value.toLowerCase();
      for (const row of rows) row.hidden = !(row.textContent ?? '').toLowerCase().includes(wanted);
    });
    const content = make(
      'div',
      'choose-story',
      make(
        'p',
        'explains',
        'Each is a row of the table of what happens when. The world begins anew with it, and lives on when the story has ended.',
      ),
      button('quiet', 'Back to the morning with six notebooks', () => void play(null)),
      make('label', 'field', make('span', '', `Find one of ${stories.length}`), filter),
      list,
    );
    openDialog('Play a story', content);
  });
