// data-behaviour="sortable" on a list whose entries have data-key and a [data-handle]: drag them to another place.
// data-kind: what they are; data-module: the module the list belongs to. Lists of the same kind exchange entries.
// The entry's own form (data-moves) is sent with the new place, as its buttons would.

export default async function sortable(list, load) {
  await load("sortable-library");
  const { kind } = list.dataset;
  const handles = ":scope > [data-key] > [data-handle], :scope > [data-key] > * > [data-handle]";
  list.querySelectorAll(handles).forEach((handle) => (handle.hidden = false));

  new self.Sortable(list, {
    group: kind,
    handle: "[data-handle]",
    draggable: `[data-key]`,
    animation: 120,
    onEnd({ item, to, newDraggableIndex, oldDraggableIndex, from }) {
      if (to === from && newDraggableIndex === oldDraggableIndex) return;
      const form = item.querySelector("form[data-moves]");
      const place = document.createElement("input");
      place.type = "hidden";
      place.name = "to";
      place.value = kind === "lesson" ? `${to.dataset.module}:${newDraggableIndex}` : String(newDraggableIndex);
      form.append(place);
      form.submit();
    },
  });
}
