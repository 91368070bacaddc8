/** Lint rules of our own, loaded by oxlint (see `jsPlugins` in .oxlintrc.json). */

const message = 'Time is a port: take it from Clock, or as an argument.';

/** The present moment is read in one place, so that tests can set it. `new Date(value)` reads no clock and is fine. */
const noSystemTime = {
  create: (context) => ({
    NewExpression(node) {
      if (isDate(node.callee) && node.arguments.length === 0) context.report({ node, message });
    },
    CallExpression(node) {
      if (isDate(node.callee)) context.report({ node, message });
    },
    MemberExpression(node) {
      if (isDate(node.object) && node.property.name === 'now') context.report({ node, message });
    },
  }),
};

function isDate(node) {
  return node.type === 'Identifier' && node.name === 'Date';
}

const plugin = { meta: { name: 'desk' }, rules: { 'no-system-time': noSystemTime } };

// oxlint loads a plugin by its default export.
export default plugin;
