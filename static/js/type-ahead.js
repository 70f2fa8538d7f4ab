/*
Suggestions under the search box: people, countries, organizations and instruments that what is typed may mean.

An editable combobox with a grid (W3C ARIA Authoring Practices; list autocomplete with manual selection): the down and
up arrows walk the suggestions, the right and left ones go between a suggestion's search and its page, Enter opens what
is chosen, Escape closes. Nothing is chosen by itself, so Enter after typing asks the question as it stands. Without
this script the box is a plain field of a plain form.
*/

const PAUSE = 120; // milliseconds without a key before the server is asked

class TypeAhead {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[name=q]");
    this.rows = [];
    this.row = -1;
    this.cell = 0;
    this.build();
    this.listen();
  }

  build() {
    const id = `${this.input.id}-suggestions`;
    this.grid = element("div", { id, class: "suggestions", role: "grid", "aria-label": "Suggestions", hidden: "" });
    this.status = element("p", { class: "visually-hidden", role: "status" });
    this.form.append(this.grid, this.status);
    this.input.type = "text"; // a search field may not be a combobox (ARIA in HTML)
    set(this.input, {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": id,
      "aria-expanded": "false",
      "aria-haspopup": "grid",
    });
  }

  listen() {
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.grid.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.grid.addEventListener("mousedown", (event) => event.preventDefault());
    this.form.addEventListener("focusout", (event) => {
      if (!this.form.contains(event.relatedTarget)) this.close();
    });
    this.form.addEventListener("submit", () => this.close());
  }

  later() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.choose(-1);
    if (!this.input.value.trim()) {
      this.show([]);
    } else {
      this.timer = setTimeout(() => this.ask(), PAUSE);
    }
  }

  async ask() {
    const request = (this.request = new AbortController());
    const address = `${this.form.dataset.suggestions}?q=${encodeURIComponent(this.input.value)}`;
    try {
      const answer = await fetch(address, { signal: request.signal });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (!request.signal.aborted && this.form.contains(document.activeElement)) this.show(found);
    } catch {
      if (!request.signal.aborted) this.show([]); // no network, no suggestions: the form works as ever
    }
  }

  show(suggestions) {
    const before = this.rows.length;
    this.choose(-1);
    this.rows = suggestions.map((suggestion, number) => this.draw(suggestion, number));
    this.grid.replaceChildren(...this.rows.map((row) => row.element));
    this.open(this.rows.length > 0);
    if (this.rows.length || before) this.status.textContent = told(this.rows.length);
  }

  draw(suggestion, number) {
    const isSubject = suggestion.type !== "instrument"; // documents carry it, so that a search finds just these
    const main = element("a", { href: isSubject ? suggestion.search : suggestion.url, tabindex: "-1" });
    main.append(element("span", { class: "label" }, suggestion.label), " ");
    if (suggestion.form) main.append(element("span", { class: "form" }, suggestion.form), " ");
    const count = suggestion.count === null ? "" : `, ${suggestion.count} found`;
    main.append(element("span", { class: "kind" }, `${suggestion.type}${count}`));
    const links = [main];
    if (isSubject) {
      const page = element("a", { href: suggestion.url, tabindex: "-1", class: "to-page" }, "page");
      page.append(element("span", { class: "visually-hidden" }, ` of ${suggestion.label}`));
      links.push(page);
    }
    const row = element("div", { role: "row", "aria-selected": "false" });
    const cells = links.map((link, place) => {
      const cell = element("div", { role: "gridcell", id: `${this.grid.id}-${number}-${place}` });
      cell.append(link);
      return cell;
    });
    row.append(...cells);
    return { element: row, cells, links };
  }

  open(isOpen) {
    this.grid.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.choose(-1);
    this.open(false);
  }

  get isOpen() {
    return !this.grid.hidden;
  }

  choose(row, cell = 0) {
    this.rows[this.row]?.element.setAttribute("aria-selected", "false");
    this.rows[this.row]?.cells[this.cell].classList.remove("chosen");
    this.row = row;
    this.cell = row < 0 ? 0 : Math.min(cell, this.rows[row].cells.length - 1);
    if (row < 0) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    const chosen = this.rows[row].cells[this.cell];
    this.rows[row].element.setAttribute("aria-selected", "true");
    chosen.classList.add("chosen");
    chosen.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", chosen.id);
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (this.keys[event.key]?.call(this)) event.preventDefault();
  }

  /* What each key does; true where the browser must do nothing more. */
  keys = {
    ArrowDown() {
      return this.walk(1);
    },
    ArrowUp() {
      return this.walk(-1);
    },
    ArrowRight() {
      return this.beside(1);
    },
    ArrowLeft() {
      return this.beside(-1);
    },
    Home() {
      this.choose(-1);
      return false;
    },
    End() {
      this.choose(-1);
      return false;
    },
    Enter() {
      if (this.row < 0) return false;
      this.rows[this.row].links[this.cell].click();
      return true;
    },
    Escape() {
      if (this.isOpen) {
        this.close();
      } else {
        this.input.value = "";
        this.show([]);
      }
      return true;
    },
  };

  walk(step) {
    if (!this.rows.length) return false;
    if (!this.isOpen) this.open(true);
    const stops = this.rows.length + 1; // the field itself is one of them
    this.choose(((this.row + 1 + step + stops) % stops) - 1, this.cell);
    return true;
  }

  beside(step) {
    if (this.row < 0) return false;
    this.choose(this.row, Math.max(this.cell + step, 0));
    return true;
  }
}

function told(count) {
  if (!count) return "No suggestions.";
  return `${count} suggestion${count === 1 ? "" : "s"}. Down arrow to choose, right arrow for its page.`;
}

function element(name, attributes, text = "") {
  const made = document.createElement(name);
  set(made, attributes);
  made.append(text);
  return made;
}

function set(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value);
}

for (const form of document.querySelectorAll("form[data-suggestions]")) new TypeAhead(form);
