DROP INDEX `turns_contact`;--> statement-breakpoint
ALTER TABLE `turns` ADD `asked_flow` text;--> statement-breakpoint
ALTER TABLE `turns` ADD `asked_step` text;--> statement-breakpoint
CREATE INDEX `turns_contact` ON `turns` (`contact_id`,`at`,`asked_flow`,`asked_step`);