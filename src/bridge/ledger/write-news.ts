import { SECOND } from '../clock.ts';

/** What is written within this time is told together: few queries look at a table for one order alone. */
const TOLD_TOGETHER_MS = SECOND / 5;

/** Names of tables that were written; undefined = something may have been missed, so look at everything. */
export type Written = ReadonlySet<string> | undefined;

/** Where others who share the ledger are told, and heard from. */
export type NewsExchange = {
  /** tells them; that it fails is no harm, as everyone looks now and then by themselves */
  tell: (tables: readonly string[]) => Promise<unknown>;
  /** hears them until it is closed; begun with the first who wants to hear */
  listen: (heard: (written: Written) => void) => { close: () => Promise<void> };
};

export type WriteNews = {
  written: (tables: Iterable<string>) => void;
  hear: (heard: (written: Written) => void) => () => void;
  close: () => Promise<void>;
};

/**
 * Tells who wants to know, here and in the other processes, that tables were written. It is a hint
 * and no promise: what it says is read from the ledger, and whoever hears nothing looks now and then.
 */
export function createWriteNews(exchange: NewsExchange | undefined): WriteNews {
  const listeners = new Set<(written: Written) => void>();
  const untold = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let ear: ReturnType<NewsExchange['listen']> | undefined;
  let telling: Promise<unknown> | undefined;
  const tellHere = (written: Written) => {
    for (const heard of [...listeners]) heard(written);
  };
  const tell = () => {
    timer = undefined;
    const tables = [...untold];
    untold.clear();
    tellHere(new Set(tables));
    telling = exchange?.tell(tables).catch(() => undefined);
  };
  return {
    written(tables) {
      for (const table of tables) untold.add(table);
      if (untold.size > 0) timer ??= setTimeout(tell, TOLD_TOGETHER_MS).unref();
    },
    hear(heard) {
      listeners.add(heard);
      ear ??= exchange?.listen(tellHere);
      return () => void listeners.delete(heard);
    },
    async close() {
      clearTimeout(timer);
      listeners.clear();
      await Promise.all([ear?.close(), telling]);
    },
  };
}
