import type { VNode } from 'preact';
import { openFound } from './open-files.ts';

/** Buttons that choose files, or a folder. */
export function FilePickers(): VNode {
  const opens = (input: HTMLInputElement): void => {
    const found = [...(input.files ?? [])].map((file) => ({
      path: file.webkitRelativePath || file.name,
      file,
    }));
    input.value = '';
    if (found.length > 0) void openFound(found);
  };
  return (
    <span class="pickers">
      <label class="picker">
        Files…
        <input type="file" multiple onChange={({ currentTarget }) => opens(currentTarget)} />
      </label>
      <label class="picker">
        Folder…
        <input
          type="file"
          ref={(input) => input?.setAttribute('webkitdirectory', '')}
          onChange={({ currentTarget }) => opens(currentTarget)}
        />
      </label>
    </span>
  );
}
