import { type DragEvent, useId, useState } from 'react';
import { useWords } from '../../i18n/words.ts';

/** A place to drop a file on; clicking and the keyboard open the usual choice. */
export function FileDrop({
  fileName,
  onFile,
}: {
  fileName: string | undefined;
  onFile: (file: File) => void;
}) {
  const { ship: words } = useWords();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the input is the other
    <div
      className={isOver ? 'file-drop is-over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id}>{words.chooseFile}</label>
      <input
        id={id}
        type="file"
        accept=".csv,.txt,text/csv"
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file once more, corrected meanwhile, is a new choice.
          event.currentTarget.value = '';
        }}
      />
      <p id={`${id}-help`} className="field-help">
        {fileName === undefined ? words.dropHere : words.fileChosen(fileName)}
      </p>
    </div>
  );
}
