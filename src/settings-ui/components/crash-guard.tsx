import { Button } from '@wordpress/components';
import { Component, type ReactNode } from 'react';
import { WordsContext } from '../i18n/words.ts';
import { EmptyState } from './page-frame.tsx';

/** One screen that fails leaves the rest of the page usable, and says so. */
export class CrashGuard extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <WordsContext.Consumer>
        {(words) => (
          <EmptyState title={words?.shell.crashTitle ?? ''}>
            <p>{words?.shell.crashText}</p>
            <Button variant="primary" onClick={() => window.location.reload()}>
              {words?.shell.reload}
            </Button>
          </EmptyState>
        )}
      </WordsContext.Consumer>
    );
  }
}
