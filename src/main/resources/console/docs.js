"use strict";

/** Draws the page from openapi.json; every text is set as text, never as markup. */
const METHODS = ["post", "get", "put", "patch", "delete"];
let spec;

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Follows references inside the document. */
function resolved(part) {
  if (!part || !part.$ref || !part.$ref.startsWith("#/")) {
    return part;
  }
  return part.$ref.slice(2).split("/").reduce((at, name) => at[name], spec);
}

/** The type of a value as a line of text, with links to the schemas it names. */
function typeOf(schema) {
  if (!schema) {
    return [""];
  }
  if (schema.$ref) {
    if (!schema.$ref.startsWith("#/")) {
      return [element("a", { href: "/" + schema.$ref }, schema.$ref)];
    }
    const name = schema.$ref.split("/").pop();
    return [element("a", { href: "#schema-" + name }, name)];
  }
  if (schema.oneOf) {
    return schema.oneOf.flatMap((one, i) => (i ? [" or "] : []).concat(typeOf(one)));
  }
  if (schema.type === "array") {
    return ["list of ", ...typeOf(schema.items)];
  }
  if (schema.enum) {
    return schema.enum.flatMap((code, i) => (i ? [", "] : []).concat(element("code", {}, code)));
  }
  const limits = [];
  if (schema.format) limits.push(schema.format);
  if (schema.minimum !== undefined) limits.push("from " + schema.minimum);
  if (schema.maximum !== undefined) limits.push("to " + schema.maximum);
  if (schema.default !== undefined) limits.push("default " + schema.default);
  return [schema.type + (limits.length ? " (" + limits.join(", ") + ")" : "")];
}

function table(heads, rows) {
  // What scrolls must be reached by the keyboard, too.
  return element("div", { class: "table", tabindex: "0", role: "group", "aria-label": heads.join(", ") }, element("table", {},
    element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
    element("tbody", {}, ...rows.map((row) =>
      element("tr", {}, ...row.map((cell) => element("td", {}, ...[].concat(cell))))))));
}

function example(label, value) {
  return element("details", {}, element("summary", {}, label),
    element("pre", { tabindex: "0" }, typeof value === "string" ? value.replaceAll("\r", "\n") : JSON.stringify(value, null, 2)));
}

function examplesOf(label, content) {
  return Object.entries(content || {}).flatMap(([type, media]) => {
    const several = Object.values(media.examples || {}).map((one) => example(label + ", " + type + ": " + one.summary, one.value));
    return media.example === undefined ? several : [example(label + ", " + type, media.example), ...several];
  });
}

function parametersOf(parameters) {
  if (!parameters.length) {
    return [];
  }
  return [element("h4", {}, "Parameters"), table(["Name", "In", "Value", "Meaning"], parameters.map((one) => [
    element("code", {}, one.name + (one.required ? " *" : "")), one.in, typeOf(one.schema), one.description || ""]))];
}

function bodyOf(body) {
  if (!body) {
    return [];
  }
  return [element("h4", {}, "Body"), element("p", {}, body.description || ""),
    table(["Media type", "Value"], Object.entries(body.content).map(([type, media]) => [
      element("code", {}, type), typeOf(media.schema)])),
    ...examplesOf("Example", body.content)];
}

function answersOf(responses) {
  const all = Object.entries(responses).map(([status, one]) => [status, resolved(one)]);
  return [element("h4", {}, "Answers"),
    table(["Status", "Meaning", "Body", "Headers"], all.map(([status, one]) => [
      element("code", {}, status), one.description,
      Object.entries(one.content || {}).flatMap(([type, media], i) => (i ? [", "] : []).concat(
        element("code", {}, type), " ", typeOf(media.schema))),
      Object.keys(one.headers || {}).flatMap((name, i) => (i ? [", "] : []).concat(element("code", {}, name)))])),
    ...all.flatMap(([status, one]) => examplesOf("Example of " + status, one.content))];
}

function operation(path, method, common, one) {
  return element("section", { id: one.operationId },
    element("h3", {}, element("span", { class: "method " + method }, method.toUpperCase()), element("code", {}, path)),
    element("p", {}, element("strong", {}, one.summary)),
    one.description ? element("p", {}, one.description) : null,
    ...parametersOf([...common, ...(one.parameters || [])].map(resolved)),
    ...bodyOf(one.requestBody),
    ...answersOf(one.responses));
}

function schema(name, one) {
  const must = one.required || [];
  const fields = Object.entries(one.properties || {}).flatMap(([field, value]) => {
    const row = [element("code", {}, field + (must.includes(field) ? " *" : "")), typeOf(value), value.description || ""];
    const inner = Object.entries(value.properties || {}).map(([part, deep]) => [
      element("code", {}, field + "." + part + ((value.required || []).includes(part) ? " *" : "")),
      typeOf(deep), deep.description || ""]);
    return [row, ...inner];
  });
  return element("section", { id: "schema-" + name },
    element("h3", {}, name),
    one.description ? element("p", {}, one.description) : null,
    fields.length ? table(["Field", "Value", "Meaning"], fields) : element("p", {}, ...typeOf(one)));
}

function draw() {
  document.getElementById("title").textContent = spec.info.title + " " + spec.info.version;
  document.getElementById("summary").textContent = spec.info.summary;
  document.getElementById("description").textContent = spec.info.description;
  const contents = element("ul");
  const operations = document.getElementById("operations");
  for (const tag of spec.tags) {
    operations.append(element("h2", {}, tag.name), element("p", { class: "quiet" }, tag.description));
    for (const [path, item] of Object.entries(spec.paths)) {
      for (const method of METHODS.filter((name) => item[name] && item[name].tags.includes(tag.name))) {
        operations.append(operation(path, method, item.parameters || [], item[method]));
        contents.append(element("li", {}, element("a", { href: "#" + item[method].operationId },
          method.toUpperCase() + " " + path), ": " + item[method].summary));
      }
    }
  }
  const schemas = document.getElementById("schemas");
  schemas.append(element("h2", {}, "Values"), element("p", { class: "quiet" }, "* is always there."));
  for (const [name, one] of Object.entries(spec.components.schemas)) {
    schemas.append(schema(name, one));
  }
  document.getElementById("contents").append(contents);
}

fetch("/openapi.json")
  .then((answer) => answer.json())
  .then((read) => {
    spec = read;
    draw();
  })
  .catch(() => {
    document.getElementById("description").textContent = "openapi.json cannot be read at present.";
  });
