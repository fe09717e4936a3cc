/** The routes of DESIGN, HTTP, over what an engine tells ({@code EngineView}) and is told ({@code EngineControl}). */
package io.interlock.console.api;
