import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { droppedFiles } from './files.ts';
import { openFound, openText } from './open-files.ts';

/** Whether something is held over the page. */
export const isHeld = signal(false);

/** Files that are dropped anywhere on the page, and text that is pasted outside of a field, are opened. */
export function useDrops(): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      event.preventDefault();
      isHeld.value = true;
    };
    const leave = ({ relatedTarget }: DragEvent): void => {
      if (relatedTarget === null) isHeld.value = false;
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      isHeld.value = false;
      if (event.dataTransfer) void droppedFiles(event.dataTransfer).then(openFound);
    };
    const paste = (event: ClipboardEvent): void => {
      if ((event.target as HTMLElement).closest('input, textarea')) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (files.length > 0) void openFound(files.map((file) => ({ path: file.name, file })));
      else if (text.trim() !== '') void openText(text);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    addEventListener('paste', paste);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
      removeEventListener('paste', paste);
    };
  }, []);
}
