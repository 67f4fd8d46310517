import "node:module";
import { defineConfig } from "electron-vite";
import { fileURLToPath } from "node:url";
import ui from "@nuxt/ui/vite";
import vue from "@vitejs/plugin-vue";
import { defineConfig as defineConfig$1 } from "vite";
// renderer/unregister-properties.ts
/** A registration without an initial value, as Tailwind writes one for optional parts. */
const REGISTRATION = /@property\s+(--tw-[\w-]+)\s*\{\s*syntax:\s*["']\*["'];\s*inherits:\s*false;?\s*\}/g;
/** A use that stands for nothing where the property was not set. */
const EMPTY_FALLBACK = /var\((--tw-[\w-]+),\s*\)/g;
/**
* Takes registrations of properties that are used with an empty fallback out of the style sheet,
* and resets these properties on every element instead. Chromium 114 drops `var(--registered, )`: an empty
* fallback does not count for a registered property there, and with it go the rings of inputs and
* buttons, filters, and figures of equal width.
*/
function unregisterProperties(css) {
	const used = new Set([...css.matchAll(EMPTY_FALLBACK)].map(([, name]) => name));
	const taken = [...css.matchAll(REGISTRATION)].map(([, name]) => name).filter((name) => used.has(name));
	if (taken.length === 0) return css;
	return `@layer properties{*,::before,::after,::backdrop{${taken.map((name) => `${name ?? ""}:initial`).join(";")}}}${css.replace(REGISTRATION, (rule, name) => used.has(name) ? "" : rule)}`;
}
/** The same as a step of the build, after Tailwind and before the style sheet is packed. */
function unregisteredProperties() {
	return {
		name: "purser:unregistered-properties",
		transform(code, id) {
			return /\.css(?:\?|$)/.test(id) ? {
				code: unregisterProperties(code),
				map: null
			} : null;
		}
	};
}
const here = fileURLToPath(new URL(".", "file:///tmp/wt/expi/renderer/vite.config.ts"));
/**
* The window trusts what the main process answers. A schema that got into it would cost every
* start, and would try `new Function`, which the content security policy reports.
*/
const withoutSchemas = {
	name: "without-schemas",
	enforce: "pre",
	resolveId(id, importer) {
		if (/^zod(\/|$)/.test(id)) throw new Error(`${importer ?? ""} brings Zod into the window`);
	}
};
/**
* The router keeps how far pages were scrolled, which this window does not use. The first touch of
* a storage asks the browser's process and waits for it, in the middle of the start.
*/
const withoutScrollMemory = {
	name: "without-scroll-memory",
	transform(code, id) {
		if (!/[\\/]node_modules[\\/]vue-router[\\/]/.test(id)) return null;
		return {
			code: code.replaceAll(/\bsessionStorage\[/g, "({})["),
			map: null
		};
	}
};
/**
* The library under the charts empties elements by writing HTML, which trusted types forbid even
* for none at all.
*/
const withoutEmptyHtml = {
	name: "without-empty-html",
	transform(code, id) {
		if (!/[\\/]node_modules[\\/]zrender[\\/]/.test(id)) return null;
		return {
			code: code.replaceAll(/\.innerHTML = (''|null);/g, ".replaceChildren();"),
			map: null
		};
	}
};
/** What the entry and the two pages that people start with import, and what that imports. */
const first = /* @__PURE__ */ new Set();
function isFirst(id, modules) {
	if (first.size === 0) {
		const left = [
			"main.ts",
			"features/fleet/OverviewPage.vue",
			"features/robots/RobotsPage.vue"
		].map((file) => `${here}src/${file}`);
		for (let next = left.pop(); next !== void 0; next = left.pop()) {
			if (first.has(next)) continue;
			first.add(next);
			left.push(...modules.getModuleInfo(next)?.importedIds ?? []);
		}
	}
	return first.has(id);
}
/**
* How the window is built, with and without electron-vite around it. The baseline is Chromium 114,
* the oldest runtime the window is started in.
*/
var vite_config_default = defineConfig$1({
	root: here,
	base: "./",
	plugins: [
		withoutSchemas,
		withoutScrollMemory,
		withoutEmptyHtml,
		vue(),
		ui({
			components: false,
			autoImport: false,
			dts: false,
			colorMode: false,
			theme: { colors: [
				"primary",
				"info",
				"success",
				"warning",
				"error"
			] },
			icon: { clientBundle: {
				scan: {
					globInclude: ["src/**/*.{vue,ts}"],
					globExclude: []
				},
				sizeLimitKb: 512
			} },
			experimental: { componentDetection: true }
		}),
		unregisteredProperties()
	],
	resolve: { alias: [{
		find: /^@iconify\/vue$/,
		replacement: `${here}src/ui/iconify.ts`
	}] },
	build: {
		target: "chrome114",
		cssTarget: "chrome114",
		outDir: `${here}../out/renderer`,
		emptyOutDir: true,
		modulePreload: { polyfill: false },
		rolldownOptions: {
			input: `${here}index.html`,
			output: { codeSplitting: { groups: [{
				debugName: "first",
				name: (id, modules) => isFirst(id, modules) ? "first" : null
			}] } }
		}
	}
});
// electron.vite.config.ts
/**
* The Node of the oldest runtime that the app is tested on. Newer ones run the same files, so there
* is one build for all; the window's own baseline is in renderer/vite.config.ts.
*/
const NODE_TARGET = "node18";
/** Files of ours that run as worker threads, by the name that the main process starts them with. */
const WORKERS = {
	"inventory-worker": "shared/inventory/worker.ts",
	"demo-worker": "electron/demo/worker.ts",
	"definitions-worker": "electron/definitions/read-worker.ts",
	"passphrase-worker": "electron/secret-exports/passphrase-worker.ts"
};
/** Only what is native stays outside of the bundle: it is found in node_modules at run time. */
const external = [
	"electron",
	"better-sqlite3",
	"keytar"
];
var electron_vite_config_default = defineConfig({
	main: { build: {
		target: NODE_TARGET,
		externalizeDeps: false,
		outDir: "out/main",
		rolldownOptions: {
			input: {
				main: "electron/main.ts",
				...WORKERS
			},
			external,
			output: {
				format: "cjs",
				entryFileNames: "[name].cjs",
				chunkFileNames: "chunk-[hash].cjs"
			}
		}
	} },
	preload: { build: {
		target: NODE_TARGET,
		externalizeDeps: false,
		outDir: "out/preload",
		rolldownOptions: {
			input: { preload: "electron/preload.ts" },
			external: ["electron"],
			output: {
				format: "cjs",
				entryFileNames: "[name].cjs",
				codeSplitting: false
			}
		}
	} },
	renderer: {
		...vite_config_default,
		build: {
			...vite_config_default.build,
			minify: true
		}
	}
});
export { electron_vite_config_default as default };

//# sourceMappingURL=data:application/json;charset=utf-8;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoiZWxlY3Ryb24udml0ZS5jb25maWcuanMiLCJuYW1lcyI6WyJkZWZpbmVDb25maWciLCJ3aW5kb3ciXSwic291cmNlcyI6WyIvdG1wL3d0L2V4cGkvcmVuZGVyZXIvdW5yZWdpc3Rlci1wcm9wZXJ0aWVzLnRzIiwiL3RtcC93dC9leHBpL3JlbmRlcmVyL3ZpdGUuY29uZmlnLnRzIiwiL3RtcC93dC9leHBpL2VsZWN0cm9uLnZpdGUuY29uZmlnLnRzIl0sInNvdXJjZXNDb250ZW50IjpbImltcG9ydCB0eXBlIHsgUGx1Z2luIH0gZnJvbSAndml0ZSc7XG5cbi8qKiBBIHJlZ2lzdHJhdGlvbiB3aXRob3V0IGFuIGluaXRpYWwgdmFsdWUsIGFzIFRhaWx3aW5kIHdyaXRlcyBvbmUgZm9yIG9wdGlvbmFsIHBhcnRzLiAqL1xuY29uc3QgUkVHSVNUUkFUSU9OID1cbiAgL0Bwcm9wZXJ0eVxccysoLS10dy1bXFx3LV0rKVxccypcXHtcXHMqc3ludGF4OlxccypbXCInXVxcKltcIiddO1xccyppbmhlcml0czpcXHMqZmFsc2U7P1xccypcXH0vZztcblxuLyoqIEEgdXNlIHRoYXQgc3RhbmRzIGZvciBub3RoaW5nIHdoZXJlIHRoZSBwcm9wZXJ0eSB3YXMgbm90IHNldC4gKi9cbmNvbnN0IEVNUFRZX0ZBTExCQUNLID0gL3ZhclxcKCgtLXR3LVtcXHctXSspLFxccypcXCkvZztcblxuLyoqXG4gKiBUYWtlcyByZWdpc3RyYXRpb25zIG9mIHByb3BlcnRpZXMgdGhhdCBhcmUgdXNlZCB3aXRoIGFuIGVtcHR5IGZhbGxiYWNrIG91dCBvZiB0aGUgc3R5bGUgc2hlZXQsXG4gKiBhbmQgcmVzZXRzIHRoZXNlIHByb3BlcnRpZXMgb24gZXZlcnkgZWxlbWVudCBpbnN0ZWFkLiBDaHJvbWl1bSAxMTQgZHJvcHMgYHZhcigtLXJlZ2lzdGVyZWQsIClgOiBhbiBlbXB0eVxuICogZmFsbGJhY2sgZG9lcyBub3QgY291bnQgZm9yIGEgcmVnaXN0ZXJlZCBwcm9wZXJ0eSB0aGVyZSwgYW5kIHdpdGggaXQgZ28gdGhlIHJpbmdzIG9mIGlucHV0cyBhbmRcbiAqIGJ1dHRvbnMsIGZpbHRlcnMsIGFuZCBmaWd1cmVzIG9mIGVxdWFsIHdpZHRoLlxuICovXG5leHBvcnQgZnVuY3Rpb24gdW5yZWdpc3RlclByb3BlcnRpZXMoY3NzOiBzdHJpbmcpOiBzdHJpbmcge1xuICBjb25zdCB1c2VkID0gbmV3IFNldChbLi4uY3NzLm1hdGNoQWxsKEVNUFRZX0ZBTExCQUNLKV0ubWFwKChbLCBuYW1lXSkgPT4gbmFtZSkpO1xuICBjb25zdCBuYW1lcyA9IFsuLi5jc3MubWF0Y2hBbGwoUkVHSVNUUkFUSU9OKV0ubWFwKChbLCBuYW1lXSkgPT4gbmFtZSk7XG4gIGNvbnN0IHRha2VuID0gbmFtZXMuZmlsdGVyKChuYW1lKSA9PiB1c2VkLmhhcyhuYW1lKSk7XG4gIGlmICh0YWtlbi5sZW5ndGggPT09IDApIHJldHVybiBjc3M7XG4gIGNvbnN0IHJlc2V0cyA9IHRha2VuLm1hcCgobmFtZSkgPT4gYCR7bmFtZSA/PyAnJ306aW5pdGlhbGApLmpvaW4oJzsnKTtcbiAgY29uc3QgcmVzdCA9IGNzcy5yZXBsYWNlKFJFR0lTVFJBVElPTiwgKHJ1bGU6IHN0cmluZywgbmFtZTogc3RyaW5nKSA9PlxuICAgIHVzZWQuaGFzKG5hbWUpID8gJycgOiBydWxlLFxuICApO1xuICByZXR1cm4gYEBsYXllciBwcm9wZXJ0aWVzeyosOjpiZWZvcmUsOjphZnRlciw6OmJhY2tkcm9weyR7cmVzZXRzfX19JHtyZXN0fWA7XG59XG5cbi8qKiBUaGUgc2FtZSBhcyBhIHN0ZXAgb2YgdGhlIGJ1aWxkLCBhZnRlciBUYWlsd2luZCBhbmQgYmVmb3JlIHRoZSBzdHlsZSBzaGVldCBpcyBwYWNrZWQuICovXG5leHBvcnQgZnVuY3Rpb24gdW5yZWdpc3RlcmVkUHJvcGVydGllcygpOiBQbHVnaW4ge1xuICByZXR1cm4ge1xuICAgIG5hbWU6ICdwdXJzZXI6dW5yZWdpc3RlcmVkLXByb3BlcnRpZXMnLFxuICAgIHRyYW5zZm9ybShjb2RlLCBpZCkge1xuICAgICAgcmV0dXJuIC9cXC5jc3MoPzpcXD98JCkvLnRlc3QoaWQpID8geyBjb2RlOiB1bnJlZ2lzdGVyUHJvcGVydGllcyhjb2RlKSwgbWFwOiBudWxsIH0gOiBudWxsO1xuICAgIH0sXG4gIH07XG59XG4iLCJpbXBvcnQgeyBmaWxlVVJMVG9QYXRoIH0gZnJvbSAnbm9kZTp1cmwnO1xuaW1wb3J0IHVpIGZyb20gJ0BudXh0L3VpL3ZpdGUnO1xuaW1wb3J0IHZ1ZSBmcm9tICdAdml0ZWpzL3BsdWdpbi12dWUnO1xuaW1wb3J0IHsgZGVmaW5lQ29uZmlnLCB0eXBlIFBsdWdpbiB9IGZyb20gJ3ZpdGUnO1xuaW1wb3J0IHsgdW5yZWdpc3RlcmVkUHJvcGVydGllcyB9IGZyb20gJy4vdW5yZWdpc3Rlci1wcm9wZXJ0aWVzLnRzJztcblxuY29uc3QgaGVyZSA9IGZpbGVVUkxUb1BhdGgobmV3IFVSTCgnLicsIGltcG9ydC5tZXRhLnVybCkpO1xuXG4vKipcbiAqIFRoZSB3aW5kb3cgdHJ1c3RzIHdoYXQgdGhlIG1haW4gcHJvY2VzcyBhbnN3ZXJzLiBBIHNjaGVtYSB0aGF0IGdvdCBpbnRvIGl0IHdvdWxkIGNvc3QgZXZlcnlcbiAqIHN0YXJ0LCBhbmQgd291bGQgdHJ5IGBuZXcgRnVuY3Rpb25gLCB3aGljaCB0aGUgY29udGVudCBzZWN1cml0eSBwb2xpY3kgcmVwb3J0cy5cbiAqL1xuY29uc3Qgd2l0aG91dFNjaGVtYXM6IFBsdWdpbiA9IHtcbiAgbmFtZTogJ3dpdGhvdXQtc2NoZW1hcycsXG4gIGVuZm9yY2U6ICdwcmUnLFxuICByZXNvbHZlSWQoaWQsIGltcG9ydGVyKSB7XG4gICAgaWYgKC9eem9kKFxcL3wkKS8udGVzdChpZCkpIHRocm93IG5ldyBFcnJvcihgJHtpbXBvcnRlciA/PyAnJ30gYnJpbmdzIFpvZCBpbnRvIHRoZSB3aW5kb3dgKTtcbiAgfSxcbn07XG5cbi8qKlxuICogVGhlIHJvdXRlciBrZWVwcyBob3cgZmFyIHBhZ2VzIHdlcmUgc2Nyb2xsZWQsIHdoaWNoIHRoaXMgd2luZG93IGRvZXMgbm90IHVzZS4gVGhlIGZpcnN0IHRvdWNoIG9mXG4gKiBhIHN0b3JhZ2UgYXNrcyB0aGUgYnJvd3NlcidzIHByb2Nlc3MgYW5kIHdhaXRzIGZvciBpdCwgaW4gdGhlIG1pZGRsZSBvZiB0aGUgc3RhcnQuXG4gKi9cbmNvbnN0IHdpdGhvdXRTY3JvbGxNZW1vcnk6IFBsdWdpbiA9IHtcbiAgbmFtZTogJ3dpdGhvdXQtc2Nyb2xsLW1lbW9yeScsXG4gIHRyYW5zZm9ybShjb2RlLCBpZCkge1xuICAgIGlmICghL1tcXFxcL11ub2RlX21vZHVsZXNbXFxcXC9ddnVlLXJvdXRlcltcXFxcL10vLnRlc3QoaWQpKSByZXR1cm4gbnVsbDtcbiAgICByZXR1cm4geyBjb2RlOiBjb2RlLnJlcGxhY2VBbGwoL1xcYnNlc3Npb25TdG9yYWdlXFxbL2csICcoe30pWycpLCBtYXA6IG51bGwgfTtcbiAgfSxcbn07XG5cbi8qKlxuICogVGhlIGxpYnJhcnkgdW5kZXIgdGhlIGNoYXJ0cyBlbXB0aWVzIGVsZW1lbnRzIGJ5IHdyaXRpbmcgSFRNTCwgd2hpY2ggdHJ1c3RlZCB0eXBlcyBmb3JiaWQgZXZlblxuICogZm9yIG5vbmUgYXQgYWxsLlxuICovXG5jb25zdCB3aXRob3V0RW1wdHlIdG1sOiBQbHVnaW4gPSB7XG4gIG5hbWU6ICd3aXRob3V0LWVtcHR5LWh0bWwnLFxuICB0cmFuc2Zvcm0oY29kZSwgaWQpIHtcbiAgICBpZiAoIS9bXFxcXC9dbm9kZV9tb2R1bGVzW1xcXFwvXXpyZW5kZXJbXFxcXC9dLy50ZXN0KGlkKSkgcmV0dXJuIG51bGw7XG4gICAgcmV0dXJuIHsgY29kZTogY29kZS5yZXBsYWNlQWxsKC9cXC5pbm5lckhUTUwgPSAoJyd8bnVsbCk7L2csICcucmVwbGFjZUNoaWxkcmVuKCk7JyksIG1hcDogbnVsbCB9O1xuICB9LFxufTtcblxuaW50ZXJmYWNlIE1vZHVsZXMge1xuICByZWFkb25seSBnZXRNb2R1bGVJbmZvOiAoaWQ6IHN0cmluZykgPT4geyByZWFkb25seSBpbXBvcnRlZElkczogc3RyaW5nW10gfSB8IG51bGw7XG59XG5cbi8qKiBXaGF0IHRoZSBlbnRyeSBhbmQgdGhlIHR3byBwYWdlcyB0aGF0IHBlb3BsZSBzdGFydCB3aXRoIGltcG9ydCwgYW5kIHdoYXQgdGhhdCBpbXBvcnRzLiAqL1xuY29uc3QgZmlyc3QgPSBuZXcgU2V0PHN0cmluZz4oKTtcblxuZnVuY3Rpb24gaXNGaXJzdChpZDogc3RyaW5nLCBtb2R1bGVzOiBNb2R1bGVzKTogYm9vbGVhbiB7XG4gIGlmIChmaXJzdC5zaXplID09PSAwKSB7XG4gICAgY29uc3QgbGVmdCA9IFtcbiAgICAgICdtYWluLnRzJyxcbiAgICAgICdmZWF0dXJlcy9mbGVldC9PdmVydmlld1BhZ2UudnVlJyxcbiAgICAgICdmZWF0dXJlcy9yb2JvdHMvUm9ib3RzUGFnZS52dWUnLFxuICAgIF0ubWFwKChmaWxlKSA9PiBgJHtoZXJlfXNyYy8ke2ZpbGV9YCk7XG4gICAgZm9yIChsZXQgbmV4dCA9IGxlZnQucG9wKCk7IG5leHQgIT09IHVuZGVmaW5lZDsgbmV4dCA9IGxlZnQucG9wKCkpIHtcbiAgICAgIGlmIChmaXJzdC5oYXMobmV4dCkpIGNvbnRpbnVlO1xuICAgICAgZmlyc3QuYWRkKG5leHQpO1xuICAgICAgbGVmdC5wdXNoKC4uLihtb2R1bGVzLmdldE1vZHVsZUluZm8obmV4dCk/LmltcG9ydGVkSWRzID8/IFtdKSk7XG4gICAgfVxuICB9XG4gIHJldHVybiBmaXJzdC5oYXMoaWQpO1xufVxuXG4vKipcbiAqIEhvdyB0aGUgd2luZG93IGlzIGJ1aWx0LCB3aXRoIGFuZCB3aXRob3V0IGVsZWN0cm9uLXZpdGUgYXJvdW5kIGl0LiBUaGUgYmFzZWxpbmUgaXMgQ2hyb21pdW0gMTE0LFxuICogdGhlIG9sZGVzdCBydW50aW1lIHRoZSB3aW5kb3cgaXMgc3RhcnRlZCBpbi5cbiAqL1xuZXhwb3J0IGRlZmF1bHQgZGVmaW5lQ29uZmlnKHtcbiAgcm9vdDogaGVyZSxcbiAgYmFzZTogJy4vJyxcbiAgcGx1Z2luczogW1xuICAgIHdpdGhvdXRTY2hlbWFzLFxuICAgIHdpdGhvdXRTY3JvbGxNZW1vcnksXG4gICAgd2l0aG91dEVtcHR5SHRtbCxcbiAgICB2dWUoKSxcbiAgICB1aSh7XG4gICAgICAvLyBDb21wb25lbnRzIGFyZSBpbXBvcnRlZCBieSBuYW1lIHdoZXJlIHRoZXkgYXJlIHVzZWQsIHNvIHRoYXQgYSByZWFkZXIgY2FuIGZvbGxvdyB0aGVtLlxuICAgICAgY29tcG9uZW50czogZmFsc2UsXG4gICAgICBhdXRvSW1wb3J0OiBmYWxzZSxcbiAgICAgIGR0czogZmFsc2UsXG4gICAgICBjb2xvck1vZGU6IGZhbHNlLFxuICAgICAgdGhlbWU6IHsgY29sb3JzOiBbJ3ByaW1hcnknLCAnaW5mbycsICdzdWNjZXNzJywgJ3dhcm5pbmcnLCAnZXJyb3InXSB9LFxuICAgICAgLy8gVGhlIGljb25zIGZvdW5kIGluIHRoZSBzb3VyY2VzIHRyYXZlbCB3aXRoIHRoZSBidW5kbGU6IG5vdGhpbmcgaXMgZmV0Y2hlZC5cbiAgICAgIGljb246IHtcbiAgICAgICAgY2xpZW50QnVuZGxlOiB7XG4gICAgICAgICAgc2NhbjogeyBnbG9iSW5jbHVkZTogWydzcmMvKiovKi57dnVlLHRzfSddLCBnbG9iRXhjbHVkZTogW10gfSxcbiAgICAgICAgICBzaXplTGltaXRLYjogNTEyLFxuICAgICAgICB9LFxuICAgICAgfSxcbiAgICAgIGV4cGVyaW1lbnRhbDogeyBjb21wb25lbnREZXRlY3Rpb246IHRydWUgfSxcbiAgICB9KSxcbiAgICB1bnJlZ2lzdGVyZWRQcm9wZXJ0aWVzKCksXG4gIF0sXG4gIHJlc29sdmU6IHtcbiAgICBhbGlhczogW1xuICAgICAgLy8gVGhlIHdob2xlIEljb25pZnkgY29tcG9uZW50IGNhbiBsb2FkIGljb25zIG92ZXIgdGhlIG5ldHdvcms7IHRoaXMgb25lIGNhbm5vdC5cbiAgICAgIHsgZmluZDogL15AaWNvbmlmeVxcL3Z1ZSQvLCByZXBsYWNlbWVudDogYCR7aGVyZX1zcmMvdWkvaWNvbmlmeS50c2AgfSxcbiAgICBdLFxuICB9LFxuICBidWlsZDoge1xuICAgIHRhcmdldDogJ2Nocm9tZTExNCcsXG4gICAgY3NzVGFyZ2V0OiAnY2hyb21lMTE0JyxcbiAgICAvLyBBYnNvbHV0ZSwgYmVjYXVzZSBlbGVjdHJvbi12aXRlIHN0YXJ0cyBmcm9tIHRoZSBwcm9qZWN0J3MgZm9sZGVyIGFuZCB2aXRlIGZyb20gdGhpcyBvbmUuXG4gICAgb3V0RGlyOiBgJHtoZXJlfS4uL291dC9yZW5kZXJlcmAsXG4gICAgZW1wdHlPdXREaXI6IHRydWUsXG4gICAgbW9kdWxlUHJlbG9hZDogeyBwb2x5ZmlsbDogZmFsc2UgfSxcbiAgICByb2xsZG93bk9wdGlvbnM6IHtcbiAgICAgIGlucHV0OiBgJHtoZXJlfWluZGV4Lmh0bWxgLFxuICAgICAgb3V0cHV0OiB7XG4gICAgICAgIGNvZGVTcGxpdHRpbmc6IHtcbiAgICAgICAgICAvLyBPbmUgZmlsZSBmb3IgYWxsIHRoYXQgYSBzdGFydCBuZWVkczogZWFjaCBmdXJ0aGVyIG9uZSBpcyBhc2tlZCBvZiB0aGUgbWFpbiBwcm9jZXNzLFxuICAgICAgICAgIC8vIHdoaWNoIGhhcyBpdHMgb3duIHN0YXJ0IHRvIGdldCBvbiB3aXRoLlxuICAgICAgICAgIGdyb3VwczogW1xuICAgICAgICAgICAgeyBkZWJ1Z05hbWU6ICdmaXJzdCcsIG5hbWU6IChpZCwgbW9kdWxlcykgPT4gKGlzRmlyc3QoaWQsIG1vZHVsZXMpID8gJ2ZpcnN0JyA6IG51bGwpIH0sXG4gICAgICAgICAgXSxcbiAgICAgICAgfSxcbiAgICAgIH0sXG4gICAgfSxcbiAgfSxcbn0pO1xuIiwiaW1wb3J0IHsgZGVmaW5lQ29uZmlnIH0gZnJvbSAnZWxlY3Ryb24tdml0ZSc7XG5pbXBvcnQgd2luZG93IGZyb20gJy4vcmVuZGVyZXIvdml0ZS5jb25maWcudHMnO1xuXG4vKipcbiAqIFRoZSBOb2RlIG9mIHRoZSBvbGRlc3QgcnVudGltZSB0aGF0IHRoZSBhcHAgaXMgdGVzdGVkIG9uLiBOZXdlciBvbmVzIHJ1biB0aGUgc2FtZSBmaWxlcywgc28gdGhlcmVcbiAqIGlzIG9uZSBidWlsZCBmb3IgYWxsOyB0aGUgd2luZG93J3Mgb3duIGJhc2VsaW5lIGlzIGluIHJlbmRlcmVyL3ZpdGUuY29uZmlnLnRzLlxuICovXG5jb25zdCBOT0RFX1RBUkdFVCA9ICdub2RlMTgnO1xuXG4vKiogRmlsZXMgb2Ygb3VycyB0aGF0IHJ1biBhcyB3b3JrZXIgdGhyZWFkcywgYnkgdGhlIG5hbWUgdGhhdCB0aGUgbWFpbiBwcm9jZXNzIHN0YXJ0cyB0aGVtIHdpdGguICovXG5jb25zdCBXT1JLRVJTID0ge1xuICAnaW52ZW50b3J5LXdvcmtlcic6ICdzaGFyZWQvaW52ZW50b3J5L3dvcmtlci50cycsXG4gICdkZW1vLXdvcmtlcic6ICdlbGVjdHJvbi9kZW1vL3dvcmtlci50cycsXG4gICdkZWZpbml0aW9ucy13b3JrZXInOiAnZWxlY3Ryb24vZGVmaW5pdGlvbnMvcmVhZC13b3JrZXIudHMnLFxuICAncGFzc3BocmFzZS13b3JrZXInOiAnZWxlY3Ryb24vc2VjcmV0LWV4cG9ydHMvcGFzc3BocmFzZS13b3JrZXIudHMnLFxufTtcblxuLyoqIE9ubHkgd2hhdCBpcyBuYXRpdmUgc3RheXMgb3V0c2lkZSBvZiB0aGUgYnVuZGxlOiBpdCBpcyBmb3VuZCBpbiBub2RlX21vZHVsZXMgYXQgcnVuIHRpbWUuICovXG5jb25zdCBleHRlcm5hbCA9IFsnZWxlY3Ryb24nLCAnYmV0dGVyLXNxbGl0ZTMnLCAna2V5dGFyJ107XG5cbmV4cG9ydCBkZWZhdWx0IGRlZmluZUNvbmZpZyh7XG4gIG1haW46IHtcbiAgICBidWlsZDoge1xuICAgICAgdGFyZ2V0OiBOT0RFX1RBUkdFVCxcbiAgICAgIGV4dGVybmFsaXplRGVwczogZmFsc2UsXG4gICAgICBvdXREaXI6ICdvdXQvbWFpbicsXG4gICAgICByb2xsZG93bk9wdGlvbnM6IHtcbiAgICAgICAgaW5wdXQ6IHsgbWFpbjogJ2VsZWN0cm9uL21haW4udHMnLCAuLi5XT1JLRVJTIH0sXG4gICAgICAgIGV4dGVybmFsLFxuICAgICAgICBvdXRwdXQ6IHsgZm9ybWF0OiAnY2pzJywgZW50cnlGaWxlTmFtZXM6ICdbbmFtZV0uY2pzJywgY2h1bmtGaWxlTmFtZXM6ICdjaHVuay1baGFzaF0uY2pzJyB9LFxuICAgICAgfSxcbiAgICB9LFxuICB9LFxuICBwcmVsb2FkOiB7XG4gICAgYnVpbGQ6IHtcbiAgICAgIHRhcmdldDogTk9ERV9UQVJHRVQsXG4gICAgICBleHRlcm5hbGl6ZURlcHM6IGZhbHNlLFxuICAgICAgb3V0RGlyOiAnb3V0L3ByZWxvYWQnLFxuICAgICAgLy8gQSBzYW5kYm94ZWQgcHJlbG9hZCBjYW4gcmVxdWlyZSBub3RoaW5nIGJ1dCBgZWxlY3Ryb25gLCBzbyBpdCBoYXMgdG8gYmUgb25lIGZpbGUuXG4gICAgICByb2xsZG93bk9wdGlvbnM6IHtcbiAgICAgICAgaW5wdXQ6IHsgcHJlbG9hZDogJ2VsZWN0cm9uL3ByZWxvYWQudHMnIH0sXG4gICAgICAgIGV4dGVybmFsOiBbJ2VsZWN0cm9uJ10sXG4gICAgICAgIG91dHB1dDogeyBmb3JtYXQ6ICdjanMnLCBlbnRyeUZpbGVOYW1lczogJ1tuYW1lXS5janMnLCBjb2RlU3BsaXR0aW5nOiBmYWxzZSB9LFxuICAgICAgfSxcbiAgICB9LFxuICB9LFxuICByZW5kZXJlcjogeyAuLi53aW5kb3csIGJ1aWxkOiB7IC4uLndpbmRvdy5idWlsZCwgbWluaWZ5OiB0cnVlIH0gfSxcbn0pO1xuIl0sIm1hcHBpbmdzIjoiOzs7Ozs7OztBQUdBLE1BQU0sZUFDSjs7QUFHRixNQUFNLGlCQUFpQjs7Ozs7OztBQVF2QixTQUFnQixxQkFBcUIsS0FBcUI7Q0FDeEQsTUFBTSxPQUFPLElBQUksSUFBSSxDQUFDLEdBQUcsSUFBSSxTQUFTLGNBQWMsQ0FBQyxDQUFDLENBQUMsS0FBSyxHQUFHLFVBQVUsSUFBSSxDQUFDO0NBRTlFLE1BQU0sUUFEUSxDQUFDLEdBQUcsSUFBSSxTQUFTLFlBQVksQ0FBQyxDQUFDLENBQUMsS0FBSyxHQUFHLFVBQVUsSUFDOUMsQ0FBQyxDQUFDLFFBQVEsU0FBUyxLQUFLLElBQUksSUFBSSxDQUFDO0NBQ25ELElBQUksTUFBTSxXQUFXLEdBQUcsT0FBTztDQUsvQixPQUFPLG1EQUpRLE1BQU0sS0FBSyxTQUFTLEdBQUcsUUFBUSxHQUFHLFNBQVMsQ0FBQyxDQUFDLEtBQUssR0FJRixFQUFFLElBSHBELElBQUksUUFBUSxlQUFlLE1BQWMsU0FDcEQsS0FBSyxJQUFJLElBQUksSUFBSSxLQUFLLElBRWdEO0FBQzFFOztBQUdBLFNBQWdCLHlCQUFpQztDQUMvQyxPQUFPO0VBQ0wsTUFBTTtFQUNOLFVBQVUsTUFBTSxJQUFJO0dBQ2xCLE9BQU8sZ0JBQWdCLEtBQUssRUFBRSxJQUFJO0lBQUUsTUFBTSxxQkFBcUIsSUFBSTtJQUFHLEtBQUs7R0FBSyxJQUFJO0VBQ3RGO0NBQ0Y7QUFDRjtBQzdCQSxNQUFNLE9BQU8sY0FBYyxJQUFJLElBQUksS0FBQSw2Q0FBb0IsQ0FBQzs7Ozs7QUFNeEQsTUFBTSxpQkFBeUI7Q0FDN0IsTUFBTTtDQUNOLFNBQVM7Q0FDVCxVQUFVLElBQUksVUFBVTtFQUN0QixJQUFJLGFBQWEsS0FBSyxFQUFFLEdBQUcsTUFBTSxJQUFJLE1BQU0sR0FBRyxZQUFZLEdBQUcsNEJBQTRCO0NBQzNGO0FBQ0Y7Ozs7O0FBTUEsTUFBTSxzQkFBOEI7Q0FDbEMsTUFBTTtDQUNOLFVBQVUsTUFBTSxJQUFJO0VBQ2xCLElBQUksQ0FBQyx3Q0FBd0MsS0FBSyxFQUFFLEdBQUcsT0FBTztFQUM5RCxPQUFPO0dBQUUsTUFBTSxLQUFLLFdBQVcsdUJBQXVCLE9BQU87R0FBRyxLQUFLO0VBQUs7Q0FDNUU7QUFDRjs7Ozs7QUFNQSxNQUFNLG1CQUEyQjtDQUMvQixNQUFNO0NBQ04sVUFBVSxNQUFNLElBQUk7RUFDbEIsSUFBSSxDQUFDLHFDQUFxQyxLQUFLLEVBQUUsR0FBRyxPQUFPO0VBQzNELE9BQU87R0FBRSxNQUFNLEtBQUssV0FBVyw2QkFBNkIscUJBQXFCO0dBQUcsS0FBSztFQUFLO0NBQ2hHO0FBQ0Y7O0FBT0EsTUFBTSx3QkFBUSxJQUFJLElBQVk7QUFFOUIsU0FBUyxRQUFRLElBQVksU0FBMkI7Q0FDdEQsSUFBSSxNQUFNLFNBQVMsR0FBRztFQUNwQixNQUFNLE9BQU87R0FDWDtHQUNBO0dBQ0E7RUFDRixDQUFDLENBQUMsS0FBSyxTQUFTLEdBQUcsS0FBSyxNQUFNLE1BQU07RUFDcEMsS0FBSyxJQUFJLE9BQU8sS0FBSyxJQUFJLEdBQUcsU0FBUyxLQUFBLEdBQVcsT0FBTyxLQUFLLElBQUksR0FBRztHQUNqRSxJQUFJLE1BQU0sSUFBSSxJQUFJLEdBQUc7R0FDckIsTUFBTSxJQUFJLElBQUk7R0FDZCxLQUFLLEtBQUssR0FBSSxRQUFRLGNBQWMsSUFBSSxDQUFDLEVBQUUsZUFBZSxDQUFDLENBQUU7RUFDL0Q7Q0FDRjtDQUNBLE9BQU8sTUFBTSxJQUFJLEVBQUU7QUFDckI7Ozs7O0FBTUEsSUFBQSxzQkFBZUEsZUFBYTtDQUMxQixNQUFNO0NBQ04sTUFBTTtDQUNOLFNBQVM7RUFDUDtFQUNBO0VBQ0E7RUFDQSxJQUFJO0VBQ0osR0FBRztHQUVELFlBQVk7R0FDWixZQUFZO0dBQ1osS0FBSztHQUNMLFdBQVc7R0FDWCxPQUFPLEVBQUUsUUFBUTtJQUFDO0lBQVc7SUFBUTtJQUFXO0lBQVc7R0FBTyxFQUFFO0dBRXBFLE1BQU0sRUFDSixjQUFjO0lBQ1osTUFBTTtLQUFFLGFBQWEsQ0FBQyxtQkFBbUI7S0FBRyxhQUFhLENBQUM7SUFBRTtJQUM1RCxhQUFhO0dBQ2YsRUFDRjtHQUNBLGNBQWMsRUFBRSxvQkFBb0IsS0FBSztFQUMzQyxDQUFDO0VBQ0QsdUJBQXVCO0NBQ3pCO0NBQ0EsU0FBUyxFQUNQLE9BQU8sQ0FFTDtFQUFFLE1BQU07RUFBbUIsYUFBYSxHQUFHLEtBQUs7Q0FBbUIsQ0FDckUsRUFDRjtDQUNBLE9BQU87RUFDTCxRQUFRO0VBQ1IsV0FBVztFQUVYLFFBQVEsR0FBRyxLQUFLO0VBQ2hCLGFBQWE7RUFDYixlQUFlLEVBQUUsVUFBVSxNQUFNO0VBQ2pDLGlCQUFpQjtHQUNmLE9BQU8sR0FBRyxLQUFLO0dBQ2YsUUFBUSxFQUNOLGVBQWUsRUFHYixRQUFRLENBQ047SUFBRSxXQUFXO0lBQVMsT0FBTyxJQUFJLFlBQWEsUUFBUSxJQUFJLE9BQU8sSUFBSSxVQUFVO0dBQU0sQ0FDdkYsRUFDRixFQUNGO0VBQ0Y7Q0FDRjtBQUNGLENBQUM7Ozs7OztBQ3BIRCxNQUFNLGNBQWM7O0FBR3BCLE1BQU0sVUFBVTtDQUNkLG9CQUFvQjtDQUNwQixlQUFlO0NBQ2Ysc0JBQXNCO0NBQ3RCLHFCQUFxQjtBQUN2Qjs7QUFHQSxNQUFNLFdBQVc7Q0FBQztDQUFZO0NBQWtCO0FBQVE7QUFFeEQsSUFBQSwrQkFBZSxhQUFhO0NBQzFCLE1BQU0sRUFDSixPQUFPO0VBQ0wsUUFBUTtFQUNSLGlCQUFpQjtFQUNqQixRQUFRO0VBQ1IsaUJBQWlCO0dBQ2YsT0FBTztJQUFFLE1BQU07SUFBb0IsR0FBRztHQUFRO0dBQzlDO0dBQ0EsUUFBUTtJQUFFLFFBQVE7SUFBTyxnQkFBZ0I7SUFBYyxnQkFBZ0I7R0FBbUI7RUFDNUY7Q0FDRixFQUNGO0NBQ0EsU0FBUyxFQUNQLE9BQU87RUFDTCxRQUFRO0VBQ1IsaUJBQWlCO0VBQ2pCLFFBQVE7RUFFUixpQkFBaUI7R0FDZixPQUFPLEVBQUUsU0FBUyxzQkFBc0I7R0FDeEMsVUFBVSxDQUFDLFVBQVU7R0FDckIsUUFBUTtJQUFFLFFBQVE7SUFBTyxnQkFBZ0I7SUFBYyxlQUFlO0dBQU07RUFDOUU7Q0FDRixFQUNGO0NBQ0EsVUFBVTtFQUFFLEdBQUdDO0VBQVEsT0FBTztHQUFFLEdBQUdBLG9CQUFPO0dBQU8sUUFBUTtFQUFLO0NBQUU7QUFDbEUsQ0FBQyJ9