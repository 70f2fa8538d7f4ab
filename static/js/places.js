// Passages that a reader opened stay open on the way back; without this, browsers that keep pages do it themselves.
const open = () => [...document.querySelectorAll("details.proof[open]")].map((one) => one.id);
for (const id of history.state?.open ?? []) {
  document.getElementById(id)?.setAttribute("open", "");
}
if (history.state?.open) {
  scrollTo(0, history.state.top ?? scrollY);
}
const keep = () => history.replaceState({ ...history.state, open: open(), top: scrollY }, "");
document.addEventListener("toggle", keep, true);
addEventListener("pagehide", keep);
