CREATE TABLE `zalo_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`zalo_id` text NOT NULL,
	`name` text NOT NULL,
	`organisation` text,
	`text` text NOT NULL,
	`params` text NOT NULL,
	`tag` integer NOT NULL,
	`price_vnd` integer,
	`status` text NOT NULL,
	`checked_at` integer NOT NULL,
	`version` integer NOT NULL,
	CONSTRAINT "zalo_templates_status" CHECK("zalo_templates"."status" = 'approved' or "zalo_templates"."status" = 'pending' or "zalo_templates"."status" = 'rejected' or "zalo_templates"."status" = 'disabled')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `zalo_templates_zalo` ON `zalo_templates` (`zalo_id`);--> statement-breakpoint
ALTER TABLE `broadcasts` ADD `template` text;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `template` text;--> statement-breakpoint
ALTER TABLE `organisations` ADD `part_price_vnd` integer;